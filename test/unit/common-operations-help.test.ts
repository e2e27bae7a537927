import assert from 'node:assert/strict';
import { test } from 'node:test';
import { helpFor, TASKS, type Task } from '../../common/operations.ts';
import { WIN32_CODES } from '../../common/win32-codes.ts';

const CODES = Object.values(WIN32_CODES);

function codesHelpedBy(help: 'repair' | 'install', task: Task): number[] {
  return CODES.filter((code) => helpFor({ api: 'StartServiceW', code }, task) === help);
}

test('a start that fails of how the service is registered is mended by a repair', () => {
  for (const task of ['start', 'restart'] as const) {
    assert.deepEqual(codesHelpedBy('repair', task), [2, 3, 193, 1057, 1058, 1069, 1610]);
  }
});

test('an entry that blocks an installation is repaired', () => {
  assert.deepEqual(codesHelpedBy('repair', 'install'), [1610]);
});

test('a repair is never offered for a repair, nor for what a registration has no part in', () => {
  for (const task of TASKS.filter((name) => !['start', 'restart', 'install'].includes(name))) {
    assert.deepEqual(codesHelpedBy('repair', task), [], task);
  }
});

test('what needs a service that does not exist is helped by installing it', () => {
  for (const task of TASKS) {
    assert.deepEqual(codesHelpedBy('install', task), task === 'install' ? [] : [1060], task);
  }
});

test('nothing that needs the helper is offered if the helper cannot run', () => {
  for (const task of TASKS) {
    for (const code of CODES) assert.equal(helpFor({ api: 'ShellExecuteExW', code }, task), undefined);
  }
});
