import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Win32Error } from '../../common/win32-error.ts';
import {
  replaceFile,
  replaceFileNow,
  untilReleased,
  untilReleasedNow,
} from '../../native-bridge/node-files.ts';
import { timeUntil } from './engine-subject.ts';
import { ManualClock } from './manual-clock.ts';

function errorOf(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('work on a file that another program holds', () => {
  /** @returns work that fails that often, and how often it was done */
  function failing(times: number, code: string) {
    const done = { attempts: 0 };
    const work = () => {
      done.attempts += 1;
      if (done.attempts <= times) throw errorOf(code);
      return 'done';
    };
    return { done, work };
  }

  for (const code of ['EBUSY', 'EPERM', 'EACCES']) {
    it(`is done again after ${code}, until the file is released`, async () => {
      const clock = new ManualClock();
      const later = failing(20, code);
      assert.equal(
        await timeUntil(
          clock,
          untilReleased(() => Promise.resolve().then(later.work), clock),
        ),
        'done',
      );
      assert.equal(later.done.attempts, 21);
      assert.equal(untilReleasedNow(failing(2, code).work), 'done');
    });

    it(`fails with ${code} if the file is not released`, async () => {
      const clock = new ManualClock();
      const began = clock.now();
      const never = failing(Infinity, code);
      const work = untilReleased(() => Promise.resolve().then(never.work), clock);
      await assert.rejects(timeUntil(clock, work), { code });
      assert.ok(clock.now() - began >= 1_000 && clock.now() - began <= 3_000);
      assert.throws(() => untilReleasedNow(failing(Infinity, code).work), { code });
    });
  }

  it('is not done again after any other error', async () => {
    const full = failing(1, 'ENOSPC');
    await assert.rejects(
      untilReleased(() => Promise.resolve().then(full.work)),
      { code: 'ENOSPC' },
    );
    assert.equal(full.done.attempts, 1);
  });
});

describe('a file that is replaced', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sigma-replace-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('has the new text, and nothing lies beside it', async () => {
    const path = join(folder, 'a.txt');
    await replaceFile(path, 'old', 'as it is');
    await replaceFile(path, 'new ü', 'as it is');
    assert.equal(await readFile(path, 'utf8'), 'new ü');
    replaceFileNow(path, 'last');
    assert.equal(await readFile(path, 'utf8'), 'last');
    assert.deepEqual(await readdir(folder), ['a.txt']);
  });

  it('is made with its folder if that is asked for, and else says that the path is missing', async () => {
    const path = join(folder, 'new', 'a.txt');
    const isMissing = (error: unknown) => error instanceof Win32Error && error.code === 3;
    await assert.rejects(replaceFile(path, 'text', 'as it is'), isMissing);
    await replaceFile(path, 'text', 'created');
    assert.equal(await readFile(path, 'utf8'), 'text');
  });

  it('stays as it was if it cannot be replaced, and nothing lies beside it', async () => {
    // A folder is in the way like a program that has the file open.
    const path = join(folder, 'a.txt');
    await mkdir(join(path, 'not-empty'), { recursive: true });
    await writeFile(join(path, 'not-empty', 'b.txt'), 'old');
    await assert.rejects(replaceFile(path, 'new', 'as it is'), (error) => error instanceof Win32Error);
    assert.throws(() => {
      replaceFileNow(path, 'new');
    });
    assert.equal(await readFile(join(path, 'not-empty', 'b.txt'), 'utf8'), 'old');
    assert.deepEqual(await readdir(folder), ['a.txt']);
  });

  const skip = process.platform === 'win32' ? 'there is no /dev/full' : false;
  it('stays as it was if the disk is full', { skip }, async () => {
    // /dev/full acts as a full disk: what is written beside this file goes there.
    const path = join(folder, 'a.txt');
    await writeFile(path, 'old');
    await symlink('/dev/full', `${path}.new-by-sigma`);
    await assert.rejects(
      replaceFile(path, 'new', 'as it is'),
      (error) => error instanceof Win32Error && error.code === 112,
    );
    assert.equal(await readFile(path, 'utf8'), 'old');
    assert.deepEqual(await readdir(folder), ['a.txt']);
  });
});
