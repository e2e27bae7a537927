import { SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { registerService } from '../../engine/registration/register.ts';
import { unregisterService } from '../../engine/registration/unregister.ts';
import { EVENT_SOURCE_KEY } from '../../engine/registration/wanted.ts';
import { failsWith } from '../conformance/expectations.ts';
import {
  Computer,
  computerWithFormerCopy,
  computerWithSigma,
  corruptEntry,
  DELAYED_WITH_USER_CONTROL,
  DEMAND,
  DOWNLOADED,
  INSTALLED,
  RELOCATED,
} from './registration-subject.ts';

/** Passes if unregistering leaves no more than the log's folder. */
async function leavesNothing(computer: Computer, executable: string): Promise<void> {
  using untouched = new Computer();
  assert.equal(await computer.timeFor(unregisterService(computer.context(executable))), 'removed');
  assert.deepEqual(computer.snapshot(), untouched.snapshot());
}

describe('unregistering', () => {
  for (const executable of [INSTALLED, DOWNLOADED]) {
    it(`leaves nothing but the log of what was registered from ${executable}`, async () => {
      using computer = await computerWithSigma(DELAYED_WITH_USER_CONTROL, executable);
      await leavesNothing(computer, executable);
      assert.equal(await computer.files.exists(computer.places.logFolder), true);
    });
  }

  it('stops a service that runs or is paused', async () => {
    for (const verb of ['/start', '/pause'] as const) {
      using computer = await computerWithSigma();
      await computer.timeFor(computer.perform('/start'));
      await computer.timeFor(computer.perform(verb));
      const { service } = computer;
      await leavesNothing(computer, INSTALLED);
      assert.equal(service.status.state, 'stopped');
      assert.equal(service.status.win32ExitCode, 0, 'it was asked to stop, not ended');
    }
  });

  it('removes a corrupt entry of the registry, and what else was left beside it', async () => {
    using computer = await computerWithSigma(DEMAND, DOWNLOADED);
    using manager = await computer.managers('administrator').localComputer(['connect']);
    {
      using service = await manager.openService(SERVICE_NAME, ['delete']);
      await service.delete();
    }
    corruptEntry(computer);
    await leavesNothing(computer, DOWNLOADED);
  });

  it('removes a folder that was left without a service, and only that', async () => {
    using computer = new Computer();
    await computer.files.createFolder(computer.places.programFolder, 'D:');
    await leavesNothing(computer, DOWNLOADED);
    assert.deepEqual(computer.said, [`the program folder: remove "${computer.places.programFolder}"`]);
    await failsWith(1060, unregisterService(computer.context()));
  });

  it('removes an event source that was left without a service, and only that', async () => {
    using computer = new Computer();
    computer.context().registry.write(EVENT_SOURCE_KEY, 'TypesSupported', 7);
    await leavesNothing(computer, DOWNLOADED);
    assert.deepEqual(computer.said, [`the event source: remove HKLM\\${EVENT_SOURCE_KEY}`]);
    await failsWith(1060, unregisterService(computer.context()));
  });

  it('removes a copy where they were before', async () => {
    using computer = await computerWithFormerCopy();
    await leavesNothing(computer, INSTALLED);
  });

  it('removes the copy also if the service ran from somewhere else in the end', async () => {
    using computer = await computerWithSigma(DEMAND, DOWNLOADED);
    computer.service.change({ executable: INSTALLED });
    await leavesNothing(computer, INSTALLED);
  });

  it('says that files in use go when the system starts the next time', async () => {
    using computer = await computerWithSigma(DEMAND, DOWNLOADED);
    const { files } = computer;
    files.inUse.add(RELOCATED.toLowerCase());
    const answer = await computer.perform('/unregister', DOWNLOADED);
    assert.match(answer, /was removed\. Its files are in use and will be removed when Windows restarts/);
    assert.match(computer.said.at(-1) ?? '', /the program folder: in use/);
    assert.deepEqual(computer.scm.entries(), []);
    assert.deepEqual([...files.copies.keys()], [...files.inUse], 'everything else is gone');
  });

  it('leaves room for registering again if files are in use', async () => {
    using computer = await computerWithSigma(DEMAND, DOWNLOADED);
    const { files } = computer;
    files.inUse.add(RELOCATED.toLowerCase());
    await unregisterService(computer.context(DOWNLOADED));
    await registerService(DEMAND, computer.context(DOWNLOADED));
    assert.equal(files.copies.get(RELOCATED.toLowerCase()), String.raw`c:\users\ann\downloads`);
    assert.equal(await unregisterService(computer.context(DOWNLOADED)), 'after-restart');
    files.inUse.clear();
    await leavesNothing(computer, DOWNLOADED);
  });

  it('says so when somebody keeps the service open (1072), and does the rest when asked again', async () => {
    using computer = await computerWithSigma(DEMAND, DOWNLOADED);
    using manager = await computer.managers('user').localComputer(['connect']);
    {
      using held = await manager.openService(SERVICE_NAME, ['query-status']);
      const unregister = (): Promise<unknown> =>
        computer.timeFor(unregisterService(computer.context(DOWNLOADED)));
      await failsWith(1072, unregister());
      await failsWith(1072, unregister());
      assert.equal((await held.queryStatus()).state, 'stopped');
    }
    await leavesNothing(computer, DOWNLOADED);
  });

  for (const wasDeleted of [false, true]) {
    const which = wasDeleted ? 'a service that somebody has deleted already' : 'a service';
    it(`waits for somebody who only just keeps ${which} open`, async () => {
      using computer = await computerWithSigma();
      using manager = await computer.managers('administrator').localComputer(['connect']);
      const held = await manager.openService(SERVICE_NAME, ['delete']);
      if (wasDeleted) await held.delete();
      computer.clock.setTimeout(() => {
        held[Symbol.dispose]();
      }, 5_000);
      await leavesNothing(computer, INSTALLED);
    });
  }
});
