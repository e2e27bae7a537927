import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { DEFAULT_SETTINGS, THEMES, type Settings } from '../../common/settings.ts';
import { SettingsFile } from '../../electron/settings-file.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { memoryLog } from './engine-subject.ts';
import { ManualClock } from './manual-clock.ts';

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await turn();
}

describe('the settings file', () => {
  let folder: string;
  let path: string;
  let clock: ManualClock;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sigma-settings-'));
    path = join(folder, 'Sigma', 'settings.json');
    clock = new ManualClock();
  });
  afterEach(() => rm(folder, { recursive: true }));

  function open(onChange: (before: Settings | undefined) => void = () => undefined): Promise<SettingsFile> {
    return SettingsFile.open({ path, log: memoryLog(), clock, onChange });
  }

  async function openWith(text: string | Uint8Array): Promise<SettingsFile> {
    path = join(folder, 'settings.json');
    await writeFile(path, text);
    return open();
  }

  it('has the defaults if there is none', async () => {
    const file = await open();
    assert.deepEqual(file.settings, DEFAULT_SETTINGS);
    assert.equal(file.trouble, undefined);
  });

  it('keeps what was changed for the next run, and tells what it was before', async () => {
    const told: (Settings | undefined)[] = [];
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
    const file = await SettingsFile.open({ path, log, clock, onChange: () => undefined });
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

  it('keeps what this Sigma does not know, and loses nothing but the value that is invalid', async () => {
    const text = '{"theme":"pink","language":"de","notifications":1,"fromLater":{"a":[1]}}';
    const file = await openWith(text);
    assert.deepEqual(file.settings, { ...DEFAULT_SETTINGS, language: 'de' });
    assert.equal(file.trouble, undefined);
    assert.equal(await readFile(path, 'utf8'), text);
    await file.change({ notifications: false });
    const stored = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    assert.deepEqual(stored, { ...DEFAULT_SETTINGS, ...JSON.parse(text), notifications: false });
  });

  const text = '{"theme":"dark"}';
  const encodings: readonly (readonly [what: string, bytes: Uint8Array])[] = [
    ['UTF-8 with a byte-order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ];
  for (const [what, bytes] of encodings) {
    it(`is read in ${what}, as an editor may leave it`, async () => {
      const file = await openWith(bytes);
      assert.equal(file.settings.theme, 'dark');
      assert.equal(file.trouble, undefined);
    });
  }

  for (const damaged of ['', '{', 'null', '[]', '"dark"', '\0\0\0\0']) {
    it(`that is damaged (${JSON.stringify(damaged)}) is set aside as it is, and the defaults apply`, async () => {
      const file = await openWith(damaged);
      assert.deepEqual(file.settings, DEFAULT_SETTINGS);
      assert.deepEqual(file.trouble, { kind: 'set-aside', path: `${path}.damaged` });
      assert.equal(await readFile(`${path}.damaged`, 'utf8'), damaged);
      await file.change({ theme: 'light' });
      assert.equal(file.trouble, undefined);
      assert.equal((await open()).settings.theme, 'light');
    });
  }

  it('that is damaged does not take the place of an earlier one', async () => {
    await openWith('{"first');
    const file = await openWith('{"second');
    assert.deepEqual(file.trouble, { kind: 'set-aside', path: `${path}.damaged-2` });
    assert.equal(await readFile(`${path}.damaged`, 'utf8'), '{"first');
    assert.equal(await readFile(`${path}.damaged-2`, 'utf8'), '{"second');
  });

  it('that is a folder is set aside as well', async () => {
    path = join(folder, 'settings.json');
    await mkdir(path);
    const file = await open();
    assert.deepEqual(file.settings, DEFAULT_SETTINGS);
    assert.deepEqual(file.trouble, { kind: 'set-aside', path: `${path}.damaged` });
  });

  describe('that cannot be read', () => {
    /** A link in a circle: Node's error is one that no waiting mends, as a lock's is not while it lasts. */
    async function lock(): Promise<void> {
      path = join(folder, 'settings.json');
      await symlink(path, path, 'junction');
    }

    async function unlock(stored: string): Promise<void> {
      await rm(path);
      await writeFile(path, stored);
    }

    it('is neither set aside nor replaced, and a change says that it could not be stored', async () => {
      await lock();
      const file = await open();
      assert.deepEqual(file.settings, DEFAULT_SETTINGS);
      assert.deepEqual(file.trouble, { kind: 'unreadable', path });
      await assert.rejects(file.change({ theme: 'dark' }));
      file.storeNow();
      await file.flush();
      assert.equal(file.settings.theme, 'dark', 'it holds all the same');
      assert.deepEqual(file.trouble, { kind: 'unreadable', path });
      assert.deepEqual(await readdir(folder), ['settings.json']);
      await assert.rejects(readFile(path), { code: 'ELOOP' });
    });

    it('is read again until it can be, and then what was changed meanwhile is stored', async () => {
      await lock();
      const told: (Settings | undefined)[] = [];
      const file = await open((before) => told.push(before));
      file.keepReading();
      await clock.advance(20_000);
      await assert.rejects(file.change({ theme: 'light' }));
      await unlock('{"theme":"dark","language":"de"}');
      await clock.advance(5_000);
      await until(() => file.trouble === undefined);
      assert.deepEqual(file.settings, { ...DEFAULT_SETTINGS, theme: 'light', language: 'de' });
      assert.deepEqual(told, [DEFAULT_SETTINGS, undefined], 'they were the defaults, and then not known');
      await file.flush();
      assert.deepEqual((await open()).settings, file.settings);
      assert.equal(clock.waiting, 0);
    });

    it('is changed, not replaced, once it can be read, also at the end of the session', async () => {
      await lock();
      const file = await open();
      const changing = file.change({ theme: 'light' });
      await assert.rejects(changing);
      await unlock('{"language":"de"}');
      file.storeNow();
      assert.deepEqual((await open()).settings, { ...DEFAULT_SETTINGS, theme: 'light', language: 'de' });
    });

    it('and turns out to be damaged is not replaced at the end of the session', async () => {
      await lock();
      const file = await open();
      await assert.rejects(file.change({ theme: 'light' }));
      await unlock('{"language":');
      file.storeNow();
      assert.equal(await readFile(path, 'utf8'), '{"language":');
    });
  });

  it('that could not be stored for a while is stored at the end', async () => {
    await writeFile(join(folder, 'Sigma'), 'a file in the place of the folder');
    const file = await open();
    await assert.rejects(
      file.change({ theme: 'dark' }),
      (error) => error instanceof Win32Error && error.code === 3,
    );
    await rm(join(folder, 'Sigma'));
    await file.flush();
    assert.equal((await open()).settings.theme, 'dark');
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
