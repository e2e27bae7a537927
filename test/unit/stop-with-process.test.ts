import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failsWith } from '../conformance/expectations.ts';
import { computerWithSigma, DEMAND, DOWNLOADED, type Computer } from './registration-subject.ts';

async function runningSigma(): Promise<Computer> {
  const computer = await computerWithSigma(DEMAND, DOWNLOADED);
  await computer.timeFor(computer.perform('/start', DOWNLOADED));
  return computer;
}

describe('a process that lives on when its service has stopped', () => {
  for (const verb of ['/stop', '/unregister', '/restart'] as const) {
    it(`is waited for: ${verb}`, async () => {
      using computer = await runningSigma();
      const { process } = computer.service;
      await computer.timeFor(computer.perform(verb, DOWNLOADED));
      assert.equal(process?.hasEnded(), true);
    });
  }

  it('has its files to itself until then', async () => {
    using computer = await runningSigma();
    const { files, service } = computer;
    const wasGone: (boolean | undefined)[] = [];
    const removeFolder = files.removeFolder.bind(files);
    files.removeFolder = (path) => {
      wasGone.push(service.process?.hasEnded());
      return removeFolder(path);
    };
    await computer.timeFor(computer.perform('/unregister', DOWNLOADED));
    assert.deepEqual(wasGone, [true]);
  });

  it('is not waited for without end (1460), and is stopped for the SCM', async () => {
    using computer = await runningSigma();
    const { process } = computer.service;
    assert.ok(process);
    process.hasEnded = () => false;
    const before = computer.clock.now();
    await computer.timeFor(failsWith(1460, computer.perform('/stop', DOWNLOADED)));
    assert.ok(computer.clock.now() - before < 60_000);
    assert.equal(computer.service.status.state, 'stopped');
  });

  it('is not waited for by a user who may not open it, and so cannot know whether it exists', async () => {
    using computer = await runningSigma();
    const { process } = computer.service;
    assert.ok(process);
    Object.assign(process, { isHeld: false, hasEnded: () => false });
    const before = computer.clock.now();
    await computer.timeFor(computer.perform('/stop', DOWNLOADED));
    assert.ok(computer.clock.now() - before < 10_000);
    assert.equal(computer.service.status.state, 'stopped');
  });
});
