import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { isUpToDate } from '../../build/up-to-date.ts';

const EARLIER = 1_000;
const LATER = 2_000;

let folder = '';
let source = '';
let output = '';

/** Everything is from one time, except for the output, which is later. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sigma-up-to-date-'));
  source = join(folder, 'source');
  output = join(folder, 'output.js');
  await mkdir(join(source, 'inner'), { recursive: true });
  await writeFile(join(source, 'inner', 'a.ts'), '');
  await writeFile(output, '');
  for (const path of [join(source, 'inner', 'a.ts'), join(source, 'inner'), source])
    await setTime(path, EARLIER);
  await setTime(output, LATER);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('an output', () => {
  test('that is newer than its sources is up to date', async () => {
    assert.equal(await isUpToDate([output], [source]), true);
  });

  test('is not once a source deep inside has changed', async () => {
    await setTime(join(source, 'inner', 'a.ts'), LATER + 1);
    assert.equal(await isUpToDate([output], [source]), false);
  });

  test('is not once a source was removed', async () => {
    await rm(join(source, 'inner', 'a.ts'));
    assert.equal(await isUpToDate([output], [source]), false);
  });

  test('is not while one of several is missing', async () => {
    assert.equal(await isUpToDate([output, join(folder, 'missing.js')], [source]), false);
  });

  test('is not while a source is missing', async () => {
    assert.equal(await isUpToDate([output], [source, join(folder, 'missing.ts')]), false);
  });
});

function setTime(path: string, seconds: number): Promise<void> {
  return utimes(path, seconds, seconds);
}
