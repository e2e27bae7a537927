import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { DEFAULT_SETTINGS } from '../../common/settings.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { SettingsFile } from '../../electron/settings-file.ts';
import { GENERIC_READ } from '../../native-bridge/access-control.ts';
import { systemClock } from '../../native-bridge/clock.ts';
import { openLog } from '../../engine/log.ts';
import { replaceFile } from '../../native-bridge/node-files.ts';
import * as kernel32 from '../../native-bridge/win32/kernel32.ts';
import { check } from '../../native-bridge/win32/native.ts';
import { until } from './programs.ts';

/** A share mode with which other programs cannot open the file at all. Node itself shares everything. */
const NOTHING = 0;
/** A share mode with which other programs can read and write the file, but not rename or delete it. */
const READ_AND_WRITE = kernel32.FILE_SHARE_READ | kernel32.FILE_SHARE_WRITE;
/** Shorter than Sigma keeps trying. */
const MOMENT_MS = 500;

const log = { write: () => undefined, flush: () => Promise.resolve() };

/** Holds a file open as antivirus software, an indexer or a backup does. */
function hold(path: string, shareMode: number): Disposable {
  const handle = kernel32.CreateFileW(path, GENERIC_READ, shareMode, null, kernel32.OPEN_EXISTING, 0, 0);
  check('CreateFileW', handle !== kernel32.INVALID_HANDLE_VALUE);
  return {
    [Symbol.dispose]() {
      kernel32.CloseHandle(handle);
    },
  };
}

async function holdFor(durationMs: number, path: string, shareMode: number): Promise<void> {
  const held = hold(path, shareMode);
  await setTimeout(durationMs);
  held[Symbol.dispose]();
}

describe('a file that another program holds', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'held-'));
    path = join(folder, 'settings.json');
    await writeFile(path, '{"theme":"dark","language":"de"}');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = () => SettingsFile.open({ path, log, clock: systemClock, onChange: () => undefined });

  test('is waited for, both to read it and to replace it', async () => {
    const held = holdFor(MOMENT_MS, path, NOTHING);
    const file = await open();
    await held;
    assert.equal(file.trouble, undefined);
    assert.equal(file.settings.theme, 'dark');
    const heldAgain = holdFor(MOMENT_MS, path, READ_AND_WRITE);
    await file.change({ theme: 'light' });
    await heldAgain;
    assert.equal((await open()).settings.theme, 'light');
    assert.deepEqual(await readdir(folder), ['settings.json']);
  });

  test('for long is neither replaced nor set aside, and changes are stored later', async () => {
    const held = hold(path, NOTHING);
    const file = await open();
    assert.deepEqual(file.trouble, { kind: 'unreadable', path });
    assert.deepEqual(file.settings, DEFAULT_SETTINGS);
    await assert.rejects(
      file.change({ notifications: false }),
      (error) => error instanceof Win32Error && error.code === 32,
    );
    held[Symbol.dispose]();
    file.keepReading();
    await until('it is read', () => file.trouble === undefined);
    await file.flush();
    assert.deepEqual((await open()).settings, {
      ...DEFAULT_SETTINGS,
      ...{ theme: 'dark', language: 'de', notifications: false },
    });
    assert.deepEqual(await readdir(folder), ['settings.json']);
  });

  test('is unchanged if it cannot be replaced, and no other file is left', async () => {
    const held = hold(path, READ_AND_WRITE);
    await assert.rejects(replaceFile(path, 'new', 'as it is'), Win32Error);
    held[Symbol.dispose]();
    assert.match(await readFile(path, 'utf8'), /dark/);
    assert.deepEqual(await readdir(folder), ['settings.json']);
  });

  test('and that is a log loses no old log, and does not grow without bounds', async () => {
    const file = join(folder, 'sigma.log');
    await writeFile(file, 'first\n');
    for (const index of [1, 2, 3]) await writeFile(`${file}.${String(index)}`, `old ${String(index)}`);
    const held = hold(file, READ_AND_WRITE);
    const subject = openLog(file, 'as it is');
    for (let round = 0; round < 60; round += 1) subject.write('padding', { text: 'x'.repeat(20_000) });
    await subject.flush();
    for (const index of [1, 2, 3]) {
      assert.equal(await readFile(`${file}.${String(index)}`, 'utf8'), `old ${String(index)}`);
    }
    const { size } = await stat(file);
    assert.ok(size > 256 * 1024 && size <= 512 * 1024, String(size));
    held[Symbol.dispose]();
    subject.write('operation', { operation: 'start' });
    await subject.flush();
    assert.match(
      await readFile(file, 'utf8'),
      /^\{[^\n]*"lines-lost"[^\n]*\}\n\{[^\n]*"operation"[^\n]*\}\n$/,
    );
    assert.match(await readFile(`${file}.1`, 'utf8'), /^first\n/);
    assert.equal(await readFile(`${file}.2`, 'utf8'), 'old 1');
    assert.equal(await readFile(`${file}.3`, 'utf8'), 'old 2');
  });
});
