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
  });
}
