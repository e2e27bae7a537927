import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { DEFAULT_SETTINGS, THEMES, type Settings } from '../../common/settings.ts';
import { SettingsFile } from '../../electron/settings-file.ts';
import { memoryLog } from './electron-subject.ts';

describe('the settings file', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sigma-settings-'));
    path = join(folder, 'Sigma', 'settings.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  function open(onChange: (before: Settings) => void = () => undefined): Promise<SettingsFile> {
    return SettingsFile.open({ path, log: memoryLog(), onChange });
  }

  async function openWith(text: string): Promise<SettingsFile> {
    path = join(folder, 'settings.json');
    await writeFile(path, text);
    return open();
  }

  it('has the defaults where there is none', async () => {
    const file = await open();
    assert.deepEqual(file.settings, DEFAULT_SETTINGS);
    assert.equal(file.trouble, undefined);
  });

  it('keeps what was changed for the next run, and tells what it was before', async () => {
    const told: Settings[] = [];
    const file = await open((before) => told.push(before));
    await file.change({ theme: 'dark' });
    await file.change({ language: 'de', notifications: false });
    assert.deepEqual(told, [DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, theme: 'dark' }]);
    const again = await open();
    assert.deepEqual(again.settings, {
      ...DEFAULT_SETTINGS,
      theme: 'dark',
      language: 'de',
      notifications: false,
    });
  });

  it('stores at once what is not stored yet, where nothing can be waited for', async () => {
    const file = await open();
    const changing = file.change({ theme: 'dark' });
    file.storeNow();
    assert.equal((JSON.parse(readFileSync(path, 'utf8')) as Settings).theme, 'dark');
    await changing;
    const { mtimeMs } = statSync(path);
    file.storeNow();
    assert.equal(statSync(path).mtimeMs, mtimeMs);
    assert.equal((await open()).settings.theme, 'dark');
  });

  it('is left alone, and that is logged, where it cannot be stored at once', async () => {
    await writeFile(join(folder, 'Sigma'), 'a file in the place of the folder');
    const log = memoryLog();
    const file = await SettingsFile.open({ path, log, onChange: () => undefined });
    const changing = file.change({ theme: 'dark' });
    file.storeNow();
    await assert.rejects(changing);
    assert.ok(log.entries.some(({ event }) => event === 'settings-not-stored'));
  });

  it('is whole at every moment, and the last of many changes wins', async () => {
    const file = await open();
    const changes = Array.from({ length: 50 }, (_, index) =>
      file.change({ theme: THEMES[index % THEMES.length] ?? 'system' }),
    );
    for (let reads = 0; reads < 50; reads += 1) {
      const text = await readFile(path, 'utf8').catch(() => '{}');
      assert.doesNotThrow(() => void JSON.parse(text));
    }
    await Promise.all(changes);
    assert.equal((await open()).settings.theme, file.settings.theme);
    assert.deepEqual(await readdir(join(folder, 'Sigma')), ['settings.json']);
  });

  it('of an earlier Sigma, which lacks a setting, is used, with the default for it', async () => {
    const file = await openWith('{"theme":"dark"}');
    assert.deepEqual(file.settings, { ...DEFAULT_SETTINGS, theme: 'dark' });
    assert.equal(file.trouble, undefined);
  });

  for (const damaged of ['', '{', 'null', '[]', '"dark"', '{"theme":"pink"}', '{"notifications":1}']) {
    it(`that is damaged (${damaged}) is set aside as it is, and the defaults apply`, async () => {
      const file = await openWith(damaged);
      assert.deepEqual(file.settings, DEFAULT_SETTINGS);
      assert.deepEqual(file.trouble, { kind: 'set-aside', path: `${path}.damaged` });
      assert.equal(await readFile(`${path}.damaged`, 'utf8'), damaged);
      await file.change({ theme: 'light' });
      assert.equal((await open()).settings.theme, 'light');
    });
  }

  it('that is damaged and cannot be moved away stays, and Sigma starts all the same', async () => {
    await mkdir(join(folder, 'settings.json.damaged', 'not-empty'), { recursive: true });
    const file = await openWith('{');
    assert.deepEqual(file.settings, DEFAULT_SETTINGS);
    assert.deepEqual(file.trouble, { kind: 'in-the-way', path });
    assert.equal(await readFile(path, 'utf8'), '{');
  });

  it('that cannot be read at all is set aside as well', async () => {
    path = join(folder, 'settings.json');
    await mkdir(path);
    const file = await open();
    assert.deepEqual(file.settings, DEFAULT_SETTINGS);
    assert.deepEqual(file.trouble, { kind: 'set-aside', path: `${path}.damaged` });
  });

  it('gives settings or defaults for any text whatever', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        const { settings } = await openWith(text);
        assert.deepEqual(Object.keys(settings).toSorted(), Object.keys(DEFAULT_SETTINGS).toSorted());
      }),
      { numRuns: 200 },
    );
  });
});
