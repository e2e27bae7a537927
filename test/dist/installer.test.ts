import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { WinePrefix, windowsNode } from '../../build/wine.ts';
import { INSTALLED, TryInstaller } from './try-installer.ts';

const DATA = 'ProgramData/Sigma';

/** What `exit code & 0xff` leaves of ERROR_INVALID_PARAMETER: all of it. */
const ERROR_INVALID_PARAMETER = 87;

describe("the installer's own script, silently", () => {
  let prefix: WinePrefix;
  let workshop: string;
  let installer: TryInstaller;

  before(async () => {
    prefix = await WinePrefix.temporary();
    workshop = await mkdtemp(join(tmpdir(), 'sigma-installer-'));
    installer = await TryInstaller.make(prefix, workshop);
  });

  after(async () => {
    await prefix.close();
    await rm(workshop, { recursive: true });
  });

  const isInstalled = (): boolean => existsSync(installer.path(`${INSTALLED}/Sigma.exe`));

  async function uninstall(...parameters: string[]): Promise<void> {
    await installer.uninstall(...parameters);
    const deadline = Date.now() + 60_000;
    while (existsSync(installer.path(INSTALLED))) {
      assert.ok(Date.now() < deadline, 'the folder is still there');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  test('refuses what it does not know, and installs nothing', async () => {
    assert.equal(await installer.install('/SERVICE=perhaps'), ERROR_INVALID_PARAMETER);
    assert.equal(isInstalled(), false);
  });

  test('leaves the service alone unless it is asked for', async () => {
    assert.equal(await installer.install(), 0);
    assert.equal(isInstalled(), true);
    assert.equal(await installer.service(), undefined);
    assert.equal(await installer.install('/SERVICE=none'), 0);
    assert.equal(await installer.service(), undefined);
  });

  test('registers the service', async () => {
    assert.equal(await installer.install('/SERVICE=register'), 0);
    assert.equal(await installer.service(), 'stopped, demand');
  });

  test('does not start at an upgrade what did not run', async () => {
    assert.equal(await installer.install(), 0);
    assert.equal(await installer.service(), 'stopped, demand');
  });

  test('starts the service, and with Windows from then on', async () => {
    assert.equal(await installer.install('/SERVICE=start'), 0);
    assert.equal(await installer.service(), 'running, auto');
  });

  test('upgrades in place: ends the client, replaces the service, and starts it again as it was', async () => {
    assert.equal(await installer.sigmaSrv('/register', '/demand'), 0);
    const stale = installer.path(`${INSTALLED}/resources/service/stale.txt`);
    await writeFile(stale, 'of the old version');
    const { ended } = await installer.startClient();
    assert.equal(await installer.install(), 0);
    await ended;
    assert.equal(existsSync(stale), false);
    assert.equal(await installer.service(), 'running, demand');
  });

  test('starts the service again where the old version cannot be removed', async () => {
    const uninstaller = installer.path(`${INSTALLED}/Uninstall Sigma.exe`);
    const good = await readFile(uninstaller);
    // Node fails at the uninstaller's arguments.
    await copyFile(await windowsNode(), uninstaller);
    assert.notEqual(await installer.install(), 0);
    await writeFile(uninstaller, good);
    assert.equal(await installer.service(), 'running, demand');
  });

  test('uninstalls the client that runs and the service, and leaves the logs', async () => {
    const { ended } = await installer.startClient();
    await uninstall();
    await ended;
    assert.equal(await installer.service(), undefined);
    assert.deepEqual((await readdir(installer.path(DATA))).sort(), ['SigmaSrv-verbs.log', 'logs']);
  });

  test('deletes the logs where that is asked for', async () => {
    assert.equal(await installer.install('/SERVICE=start'), 0);
    await uninstall('--delete-app-data');
    assert.equal(await installer.service(), undefined);
    assert.equal(existsSync(installer.path(DATA)), false);
  });

  test('deletes nothing behind a link among the logs', async () => {
    assert.equal(await installer.install('/SERVICE=register'), 0);
    const elsewhere = installer.path('elsewhere');
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, 'kept.txt'), '');
    await symlink(elsewhere, installer.path(`${DATA}/link`));
    await uninstall('--delete-app-data');
    assert.deepEqual(await readdir(elsewhere), ['kept.txt']);
    // Which Wine itself cannot remove.
    assert.deepEqual(await readdir(installer.path(DATA)), ['link']);
    await rm(installer.path(DATA), { recursive: true });
  });

  test("leaves another copy's service alone", async () => {
    assert.equal(await installer.install('/SERVICE=register'), 0);
    await installer.moveService(String.raw`C:\Elsewhere\SigmaSrv.exe`);
    await uninstall();
    assert.equal(await installer.service(), 'stopped, demand');
  });
});
