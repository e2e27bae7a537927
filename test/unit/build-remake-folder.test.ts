import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { remakeFolder } from '../../build/remake-folder.ts';

type Files = Readonly<Record<string, string>>;

describe('a folder that is made again', () => {
  let parent = '';
  let folder = '';

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'sigma-remake-'));
    folder = join(parent, 'app');
  });

  afterEach(() => rm(parent, { recursive: true, force: true }));

  async function write(into: string, files: Files): Promise<void> {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(into, file)), { recursive: true });
      await writeFile(join(into, file), text);
    }
  }

  const remake = (files: Files, kept?: readonly string[]): Promise<void> =>
    remakeFolder(folder, (workshop) => write(workshop, files), kept);

  async function filesThere(): Promise<Files> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return Object.fromEntries(
      await Promise.all(
        files.map(async ({ name, parentPath }) => [name, await readFile(join(parentPath, name), 'utf8')]),
      ),
    ) as Files;
  }

  it('has what was made, also below it, and nothing that was made before', async () => {
    await remake({ 'main.js': 'one', 'inner/gone.js': 'gone' });
    await remake({ 'main.js': 'two', 'inner/page.html': 'page' });
    assert.deepEqual(await filesThere(), { 'main.js': 'two', 'page.html': 'page' });
  });

  it('has the same files as before if they come out as before', async () => {
    await remake({ 'main.js': 'one', 'other.js': 'one' });
    const [main, other] = [join(folder, 'main.js'), join(folder, 'other.js')];
    const [mainBefore, otherBefore] = [await stat(main), await stat(other)];
    await remake({ 'main.js': 'one', 'other.js': 'two' });
    const [mainAfter, otherAfter] = [await stat(main), await stat(other)];
    assert.deepEqual([mainAfter.ino, mainAfter.mtimeMs], [mainBefore.ino, mainBefore.mtimeMs]);
    assert.notEqual(otherAfter.ino, otherBefore.ino);
  });

  it('keeps what others write', async () => {
    await remake({ 'main.js': 'one' });
    await write(folder, { 'helper.json': '{}', 'stray.js': '' });
    await remake({ 'main.js': 'one' }, ['helper.json']);
    assert.deepEqual(await filesThere(), { 'main.js': 'one', 'helper.json': '{}' });
  });

  it('stays as it is where making it fails, and nothing unfinished stays beside it', async () => {
    await remake({ 'main.js': 'one' });
    const making = remakeFolder(folder, async (workshop) => {
      await write(workshop, { 'main.js': 'half' });
      throw new Error('no more');
    });
    await assert.rejects(making, /no more/);
    assert.deepEqual(await filesThere(), { 'main.js': 'one' });
    assert.deepEqual(await readdir(parent), ['app']);
  });
});
