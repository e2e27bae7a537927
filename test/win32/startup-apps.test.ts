import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { isStartupSwitchedOff } from '../../native-bridge/win32/desktop.ts';
import { runProgram } from './programs.ts';

const KEY = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`;
const NAME = 'SigmaTest';

after(() => runProgram('reg.exe', ['delete', KEY, '/v', NAME, '/f']));

async function store(type: string, data: string): Promise<void> {
  const { exitCode, output } = await runProgram('reg.exe', [
    ...['add', KEY, '/v', NAME, '/t', type, '/d', data, '/f'],
  ]);
  assert.equal(exitCode, 0, output);
}

test('a program is switched off only if Task Manager or Settings has written that', async () => {
  assert.equal(isStartupSwitchedOff(NAME), false);
  const rows: [string, boolean][] = [
    ['030000008cd7b1e3ef5bdb01', true],
    ['020000000000000000000000', false],
    ['07000000f0a3c41c9a1fdc01', true],
    ['060000000000000000000000', false],
  ];
  for (const [bytes, isOff] of rows) {
    await store('REG_BINARY', bytes);
    assert.equal(isStartupSwitchedOff(NAME), isOff, bytes);
  }
  await store('REG_SZ', 'text');
  assert.equal(isStartupSwitchedOff(NAME), false);
});
