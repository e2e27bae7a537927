import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CurrentSubject } from './subject.ts';

export function describeSystemInformation(current: CurrentSubject): void {
  describe('system information', () => {
    it('names the computer, its Windows and its processors, and what divides lists', () => {
      const { computerName, windows, processors, listSeparator } = current().bridge.system;
      assert.match(computerName, /^[^\0\s]+$/);
      assert.ok(windows.major >= 10, `Windows ${String(windows.major)}`);
      assert.ok(Number.isInteger(windows.minor) && Number.isInteger(windows.build));
      assert.ok(Number.isInteger(processors) && processors >= 1);
      assert.match(listSeparator, /^[^\0]{1,3}$/);
    });

    it('lists the processes, this one among them, with what they use', async () => {
      const { bridge } = current();
      const processes = await bridge.listProcesses();
      const ids = processes.map(({ processId }) => processId);
      assert.equal(new Set(ids).size, ids.length);
      for (const one of processes) {
        assert.ok(Number.isInteger(one.processId) && one.processId > 0);
        assert.ok(one.processorMs >= 0 && one.privateBytes >= 0 && one.handles >= 0 && one.threads >= 0);
      }
      if (bridge.kind === 'simulated') return;
      const own = processes.find(({ processId }) => processId === process.pid);
      assert.ok(own !== undefined && own.threads > 1 && own.privateBytes > 1024 * 1024);
      const startedAt = performance.timeOrigin;
      assert.ok(own.startedAt <= startedAt && startedAt - own.startedAt < 60_000, String(own.startedAt));
      const before = own.processorMs;
      for (const end = performance.now() + 500; performance.now() < end;);
      const after = (await bridge.listProcesses()).find(({ processId }) => processId === process.pid);
      assert.ok((after?.processorMs ?? 0) > before, 'it has used the processor');
      assert.equal(after?.startedAt, own.startedAt);
    });

    it('refuses to open a process that does not exist (87)', () => {
      // Windows counts in steps of four, and rounds down.
      assert.throws(() => current().bridge.openProcess(0x7fff_fff0), { api: 'OpenProcess', code: 87 });
    });
  });
}
