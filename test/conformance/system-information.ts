import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CurrentSubject } from './subject.ts';

export function describeSystemInformation(current: CurrentSubject): void {
  describe('system information', () => {
    it('names the computer, its Windows and its processors', () => {
      const { computerName, windows, processors } = current().bridge.system;
      assert.match(computerName, /^[^\0\s]+$/);
      assert.ok(windows.major >= 10, `Windows ${String(windows.major)}`);
      assert.ok(Number.isInteger(windows.minor) && Number.isInteger(windows.build));
      assert.ok(Number.isInteger(processors) && processors >= 1);
    });
  });
}
