import { SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SERVICE_KEY } from '../../common/sigma-service.ts';
import { EVENT_SOURCE_KEY } from '../../engine/registration/wanted.ts';
import { repairService } from '../../engine/registration/repair.ts';
import { failsWith } from '../conformance/expectations.ts';
import {
  Computer,
  computerWithSigma,
  corruptEntry,
  DEMAND,
  DOWNLOADED,
  INSTALLED,
  RELOCATED,
} from './registration-subject.ts';

/** Passes if repairing makes the computer what it was before the damage. */
async function mends(damage: (computer: Computer) => void, executable = INSTALLED): Promise<void> {
  using computer = await computerWithSigma(DEMAND, executable);
  const before = computer.snapshot();
  damage(computer);
  assert.notDeepEqual(computer.snapshot(), before);
  await repairService(computer.context(executable));
  assert.deepEqual(computer.snapshot(), before);
}

describe('repairing', () => {
  it('has nothing to say where all is in order', async () => {
    using computer = await computerWithSigma();
    const before = computer.snapshot();
    const lines = computer.said.length;
    assert.equal(await repairService(computer.context()), INSTALLED);
    assert.deepEqual(computer.snapshot(), before);
    assert.deepEqual(computer.said.slice(lines), []);
  });

  it('puts a service in the place of a corrupt entry of the registry', async () => {
    using computer = new Computer();
    using undisturbed = await computerWithSigma();
    corruptEntry(computer);
    assert.equal(await repairService(computer.context()), INSTALLED);
    assert.deepEqual(computer.snapshot(), undisturbed.snapshot());
    assert.equal(computer.registry.keys.has(SERVICE_KEY.toLowerCase()), false);
  });

  it('has the service run this copy if it ran another, or one that is gone', async () => {
    for (const other of [String.raw`D:\Old\SigmaSrv.exe`, RELOCATED])
      await mends(({ service }) => {
        service.change({ executable: other });
      });
  });

  it('copies the service again if its user could change the copy that it ran', async () => {
    using computer = await computerWithSigma(DEMAND, INSTALLED);
    computer.service.change({ executable: DOWNLOADED });
    assert.equal(await repairService(computer.context(DOWNLOADED)), RELOCATED);
    assert.equal(computer.service.configuration.imagePath, `"${RELOCATED}"`);
    assert.equal(computer.files.copies.size, 2);
  });

  it('brings back files that are missing', () =>
    mends(({ files }) => {
      files.copies.delete(RELOCATED.toLowerCase());
    }, DOWNLOADED));

  it('brings back the account and the display name', async () => {
    for (const change of [{ account: 'LocalSystem' }, { displayName: 'Something' }])
      await mends(({ service }) => {
        service.change(change);
      });
  });

  it('brings back every setting that was lost', () =>
    mends(({ service }) => {
      service.changeSetting('description', '');
      service.changeSetting('failureActions', { resetPeriodMs: undefined, actions: [] });
      service.changeSetting('failureActionsOnNonCrash', false);
      service.changeSetting('sidType', 'restricted');
      service.changeSetting('requiredPrivileges', []);
      service.changeSetting('preShutdownTimeoutMs', 180_000);
      service.changeSetting('delayedAutoStart', true);
    }));

  it('brings back the event source', () =>
    mends((computer) => {
      computer.context().registry.deleteKey(EVENT_SOURCE_KEY);
    }));

  for (const startType of ['auto', 'delayed-auto', 'demand'] as const) {
    it(`leaves the start type as it was chosen: ${startType}`, async () => {
      using computer = await computerWithSigma({ startType, allowUserControl: false });
      const before = computer.snapshot();
      computer.service.changeSetting('description', '');
      await repairService(computer.context());
      assert.deepEqual(computer.snapshot(), before);
    });
  }

  it('has a service that was disabled start on demand', () =>
    mends(({ service }) => {
      service.change({ startType: 'disabled' });
    }));

  it('leaves a running service running', async () => {
    using computer = await computerWithSigma();
    computer.scm.startEarlier(computer.service);
    computer.service.changeSetting('description', '');
    await repairService(computer.context());
    assert.equal(computer.service.status.state, 'running');
  });

  it('does not take a service for repaired that is about to go (1072)', async () => {
    using computer = await computerWithSigma();
    computer.service.isMarkedForDelete = true;
    using manager = await computer.managers('user').localComputer(['connect']);
    using held = await manager.openService(SERVICE_NAME, ['query-status']);
    await failsWith(1072, repairService(computer.context()));
    assert.equal((await held.queryStatus()).state, 'stopped');
  });
});
