import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { SERVICE_OUT } from '../../build/paths.ts';
import { machineEntry } from '../../build/portable-executable.ts';
import { WinePrefix } from '../../build/wine.ts';
import { COPY, DATA, FORMER_COPY, INSTALLED, Installation, SHORTCUT, until } from './installation.ts';
import {
  compileProgram,
  finishedInstallers,
  installerOf,
  makeInstallers,
  type MadeInstallers,
} from './make-installers.ts';
import { readShortcut } from './shortcut.ts';
import { ThisWindows, WindowsUnderWine, type TargetWindows } from './target-windows.ts';

/** Win32 errors. As exit codes, Linux keeps only their lowest 8 bits. */
const ERROR_INVALID_PARAMETER = 87;
const ERROR_BAD_PATHNAME = 161;
const ERROR_EXE_MACHINE_TYPE_MISMATCH = 216;
const ERROR_INSTALL_FAILURE = process.platform === 'win32' ? 1603 : 1603 & 0xff;
/** https://learn.microsoft.com/windows/win32/debug/pe-format#machine-types */
const IMAGE_FILE_MACHINE_I386 = 0x14c;
/** NSIS' own exit code, for an installer that is damaged or aborted by its script. */
const ABORTED = 2;

/** A folder in which not only administrators may change files: from there SigmaSrv is copied to a protected one. */
const OPEN_FOLDER = 'OpenToAll';

/** A busy computer needs five minutes for all the tests. */
const TIMEOUT_MS = 15 * 60_000;

let workshop: string;
let windows: TargetWindows;
let made: MadeInstallers;
let sigma: Installation;

before(async () => {
  workshop = await mkdtemp(join(tmpdir(), 'sigma-installer-'));
  if (process.platform === 'win32') {
    made = await finishedInstallers();
    windows = new ThisWindows();
  } else {
    const prefix = await WinePrefix.temporary();
    windows = await WindowsUnderWine.open(prefix, join(workshop, 'posts'));
    made = await makeInstallers(workshop, prefix);
  }
  sigma = new Installation(windows, made, workshop);
  const traces = [...(await sigma.traces()), ...(await sigma.personsTraces())];
  assert.deepEqual(traces, [], 'Sigma is installed here, and these tests would remove it');
});

after(async () => {
  await windows.close();
  await rm(workshop, { recursive: true, force: true, maxRetries: 5 });
});

const isInstalled = (): boolean => existsSync(sigma.path(INSTALLED, 'Sigma.exe'));
const onDrive = (path: string): string => `C:\\${path.replaceAll('/', '\\')}`;
const imageIn = (folder: string): string => `"${onDrive(join(folder, 'SigmaSrv.exe'))}"`;
const addSettings = async (): Promise<void> => {
  await mkdir(sigma.settings, { recursive: true });
  await writeFile(join(sigma.settings, 'settings.json'), '{}');
};
const startClient = (): ReturnType<TargetWindows['startClient']> =>
  windows.startClient(sigma.path(INSTALLED, 'Sigma.exe'));

describe('the released installer', () => {
  test('is a 32-bit program, which Windows runs on every processor', async (t) => {
    if (made.bits !== 32) {
      t.skip('this computer cannot run 32-bit programs, so the installer is built and tested for 64 bits');
      return;
    }
    const image = await readFile(installerOf(made, 'x64'));
    assert.equal(image.readUInt16LE(machineEntry(image)), IMAGE_FILE_MACHINE_I386);
  });
});

describe('an installer that cannot install', { timeout: TIMEOUT_MS }, () => {
  test('refuses an unknown switch', async () => {
    assert.equal(await sigma.install('/SERVICE=perhaps'), ERROR_INVALID_PARAMETER);
    assert.deepEqual(await sigma.traces(), []);
  });

  test('leaves no folder behind', async () => {
    const place = String.raw`/D=C:\Refused`;
    assert.equal(await sigma.install('/SERVICE=perhaps', place), ERROR_INVALID_PARAMETER);
    assert.equal(existsSync(sigma.path('Refused')), false);
    assert.equal(await sigma.install('--delete-app-data', place), ERROR_INVALID_PARAMETER);
    assert.equal(existsSync(sigma.path('Refused')), false);
    const other = await windows.run(installerOf(made, 'arm64'), ['/S', place]);
    assert.equal(other, ERROR_EXE_MACHINE_TYPE_MISMATCH);
    assert.equal(existsSync(sigma.path('Refused')), false);
  });

  test('refuses to install for another processor', async () => {
    assert.equal(await windows.run(installerOf(made, 'arm64'), ['/S']), ERROR_EXE_MACHINE_TYPE_MISMATCH);
    assert.deepEqual(await sigma.traces(), []);
  });

  test('refuses to run when damaged', async () => {
    const damaged = join(workshop, 'damaged.exe');
    const bytes = await readFile(installerOf(made, 'x64'));
    const middle = bytes.length >> 1;
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
    await writeFile(damaged, bytes);
    assert.equal(await windows.run(damaged, ['/S']), ABORTED);
    assert.deepEqual(await sigma.traces(), []);
  });

  test('fails if its files cannot be written, and does not set up the service', async () => {
    await mkdir(sigma.path(INSTALLED));
    await writeFile(sigma.path(INSTALLED, 'resources'), 'a file in the place of the folder');
    assert.equal(await sigma.install('/SERVICE=start'), ERROR_INSTALL_FAILURE);
    assert.equal(await sigma.service(), undefined);
    await rm(sigma.path(INSTALLED, 'resources'), { recursive: true });
    await sigma.uninstall();
    assert.deepEqual(await sigma.traces(), []);
  });
});

describe('the silent installer', { timeout: TIMEOUT_MS }, () => {
  test('installs what was packaged, and leaves the service alone unless asked to set it up', async () => {
    assert.equal(await sigma.install(), 0);
    const expected = await sigma.files(join(made.folder, 'win-unpacked'));
    const installed = await sigma.files(sigma.path(INSTALLED));
    assert.ok(installed.delete('Uninstall Sigma.exe'));
    assert.deepEqual([...installed].sort(), [...expected].sort());
    assert.equal(await sigma.service(), undefined);
    assert.deepEqual(
      await sigma.personsTraces(),
      [],
      'nothing is written to a folder that the user can redirect',
    );
  });

  test("appears in Windows' list of installed programs, which can uninstall it", async () => {
    const uninstaller = String.raw`"C:\Program Files\Sigma\Uninstall Sigma.exe" /allusers`;
    const { DisplayName, DisplayVersion, DisplayIcon, Publisher, UninstallString, QuietUninstallString } =
      await sigma.uninstallEntry();
    assert.deepEqual(
      { DisplayName, DisplayVersion, DisplayIcon, Publisher, UninstallString, QuietUninstallString },
      {
        DisplayName: `Sigma ${made.version}`,
        DisplayVersion: made.version,
        DisplayIcon: String.raw`C:\Program Files\Sigma\Sigma.exe,0`,
        Publisher: 'Sigma contributors',
        UninstallString: uninstaller,
        QuietUninstallString: `${uninstaller} /S`,
      },
    );
  });

  test('has a shortcut in the Start menu, to which Windows attributes the notifications', async () => {
    assert.deepEqual(readShortcut(await readFile(sigma.path(SHORTCUT))), {
      target: String.raw`C:\Program Files\Sigma\Sigma.exe`,
      appUserModelId: 'Sigma',
    });
  });

  test('registers the service', async () => {
    assert.equal(await sigma.install('/SERVICE=register'), 0);
    assert.equal((await sigma.service())?.is, 'stopped, demand');
  });

  test('does not start a stopped service during an upgrade', async () => {
    assert.equal(await sigma.install('/SERVICE=none'), 0);
    assert.equal((await sigma.service())?.is, 'stopped, demand');
  });

  test('starts the service, and makes it start with Windows from then on', async () => {
    assert.equal(await sigma.install('/SERVICE=start'), 0);
    assert.equal((await sigma.service())?.is, 'running, auto');
  });

  test("delivers the service's posts to Sigma, from a process of LocalService", async () => {
    const service = await sigma.service();
    assert.equal(service?.account, String.raw`NT AUTHORITY\LocalService`);
    const client = await startClient();
    await until('no post has arrived', async () => (await client.senders()).length > 0);
    assert.deepEqual([...new Set(await client.senders())], [service.processId]);
    // Under Wine all processes belong to one user.
    if (!windows.isWine)
      assert.match(await sigma.processDetails(service.processId ?? 0), /NT AUTHORITY\\LOCAL SERVICE/);
    await sigma.endClient();
    await client.ended;
  });

  test('upgrades in place: ends Sigma, replaces the service, and restarts it with the same startup type', async () => {
    assert.equal(await sigma.sigmaSrv('/register', '/demand'), 0);
    const stale = sigma.path(INSTALLED, 'resources', 'service', 'stale.txt');
    await writeFile(stale, 'of the old version');
    const old = await sigma.service();
    const client = await startClient();
    assert.equal(await sigma.install(), 0);
    await client.ended;
    assert.equal(existsSync(stale), false);
    const service = await sigma.service();
    assert.equal(service?.is, 'running, demand');
    assert.notEqual(service.processId, old?.processId);
  });

  test('upgrades while SigmaSrv runs in a console, and ends it', async () => {
    const said = join(workshop, 'console.txt');
    const executable = sigma.path(INSTALLED, 'resources', 'service', 'SigmaSrv.exe');
    let hasEnded = false;
    const ended = windows.run(executable, ['/console'], said).finally(() => (hasEnded = true));
    await until('SigmaSrv says nothing', async () => (await readFile(said, 'utf8').catch(() => '')) !== '');
    assert.equal(hasEnded, false);
    assert.equal(await sigma.install(), 0);
    await ended;
    assert.equal((await sigma.service())?.is, 'running, demand');
  });

  test('restarts Sigma after an update that Sigma requested', async () => {
    assert.equal(await sigma.install('--updated', '--force-run'), 0);
    await sigma.untilClientRuns();
    await sigma.endClient();
    assert.equal((await sigma.service())?.is, 'running, demand');
    assert.ok(existsSync(sigma.path(SHORTCUT)));
  });

  test('restarts the service if the old version cannot be removed', async () => {
    const uninstaller = sigma.path(INSTALLED, 'Uninstall Sigma.exe');
    const good = await readFile(uninstaller);
    // SigmaSrv.exe fails on the uninstaller's arguments.
    await copyFile(sigma.path(INSTALLED, 'resources', 'service', 'SigmaSrv.exe'), uninstaller);
    assert.equal(await sigma.install(), ABORTED);
    await writeFile(uninstaller, good);
    assert.equal((await sigma.service())?.is, 'running, demand');
    assert.ok(isInstalled());
  });

  test('uninstalls nothing if given a foreign switch to delete data, or another folder', async () => {
    const elsewhere = sigma.path('elsewhere');
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, 'kept.txt'), '');
    await addSettings();
    for (const refused of [
      '--delete-app-data',
      '--delete-app-data=1',
      '--delete-app-data-and-more',
      '/delete-app-data',
      '/DELETEDATA=no',
      String.raw`/D=C:\elsewhere`,
    ]) {
      assert.equal(await sigma.tryToUninstall(refused), ERROR_INVALID_PARAMETER, refused);
      assert.ok(isInstalled(), refused);
      assert.ok(existsSync(join(sigma.settings, 'settings.json')), refused);
      assert.deepEqual(await readdir(elsewhere), ['kept.txt'], refused);
    }
    assert.equal((await sigma.service())?.is, 'running, demand');
    await rm(elsewhere, { recursive: true });
  });

  test('uninstalls the running client and the service, and keeps the logs and settings', async () => {
    await addSettings();
    await sigma.downloadUpdate();
    await sigma.installUpdate();
    await sigma.startWithWindows();
    await sigma.showNotification();
    const client = await startClient();
    await sigma.uninstall();
    await client.ended;
    assert.deepEqual(await sigma.traces(), []);
    // If User Account Control is off, the user's traces stay: see the next test.
    if (!(await sigma.isDesktopElevated())) await sigma.untilPersonsTracesAreGone();
    assert.deepEqual((await readdir(sigma.path(DATA))).sort(), ['SigmaSrv-verbs.log', 'logs']);
    assert.ok(existsSync(join(sigma.settings, 'settings.json')));
  });

  test('touches nothing of the user’s with administrator rights', async (context) => {
    if (windows.isWine) {
      await sigma.elevateDesktop();
      context.after(() => sigma.lowerDesktop());
    }
    if (!(await sigma.isDesktopElevated())) {
      context.skip('the desktop is not elevated: the previous test covers this case');
      return;
    }
    assert.equal(await sigma.install('/SERVICE=register'), 0);
    await addSettings();
    await sigma.downloadUpdate();
    await sigma.startWithWindows();
    await sigma.showNotification();
    const before = await sigma.personsTraces();
    assert.equal(before.length, 4, before.join());
    const shells = await sigma.processCount('cmd.exe');
    await sigma.uninstall('/DELETEDATA');
    // Another shell would be the process that the uninstaller started as the user.
    await until(
      'the uninstaller’s process for the user has not ended',
      async () => (await sigma.processCount('cmd.exe')) <= shells,
    );
    assert.deepEqual(await sigma.personsTraces(), before);
    assert.ok(existsSync(join(sigma.settings, 'settings.json')));
    // The data folder belongs to the computer.
    assert.equal(existsSync(sigma.path(DATA)), false);
  });

  test('deletes logs and settings on request, but no other files', async () => {
    assert.equal(await sigma.install('/SERVICE=register'), 0);
    await addSettings();
    for (const log of ['SigmaSrv-verbs.log', join('logs', 'SigmaSrv.log')]) {
      for (const old of ['.1', '.2', '.3', '.full']) await writeFile(sigma.path(DATA, `${log}${old}`), '');
    }
    const foreign = sigma.path(DATA, 'logs', 'foreign.txt');
    await writeFile(foreign, '');
    await sigma.uninstall('/DELETEDATA');
    assert.deepEqual(await readdir(sigma.path(DATA)), ['logs']);
    assert.deepEqual(await readdir(sigma.path(DATA, 'logs')), ['foreign.txt']);
    if (!(await sigma.isDesktopElevated())) {
      await sigma.untilPersonsTracesAreGone();
      await until('the settings are still there', () => Promise.resolve(!existsSync(sigma.settings)));
    }
    await rm(sigma.path(DATA), { recursive: true });
  });

  test('deletes nothing behind a link in place of the log folder or Sigma’s folder', async () => {
    const elsewhere = sigma.path('elsewhere');
    const behind = ['SigmaSrv-verbs.log', 'SigmaSrv.log', 'SigmaSrv.log.1'];
    for (const place of [join(DATA, 'logs'), DATA]) {
      assert.equal(await sigma.install('/SERVICE=register'), 0);
      await rm(sigma.path(place), { recursive: true });
      await mkdir(join(elsewhere, 'logs'), { recursive: true });
      for (const folder of [elsewhere, join(elsewhere, 'logs')])
        for (const name of behind) await writeFile(join(folder, name), '');
      await symlink(elsewhere, sigma.path(place), 'junction');
      await sigma.uninstall('/DELETEDATA');
      assert.deepEqual((await readdir(elsewhere)).sort(), [...behind, 'logs'], place);
      assert.deepEqual((await readdir(join(elsewhere, 'logs'))).sort(), behind, place);
      await rm(sigma.path(DATA), { recursive: true, force: true });
      await rm(elsewhere, { recursive: true });
    }
  });

  test('refuses a folder that others can change', async (context) => {
    if (windows.isWine) {
      context.skip('Wine keeps no owners; installer-decisions.test.ts tests the decision');
      return;
    }
    // Everybody may create such a folder in C:\.
    assert.equal(await sigma.install(`/D=C:\\${OPEN_FOLDER}\\Sigma`), ERROR_BAD_PATHNAME);
    assert.deepEqual(await sigma.traces(), []);
    // By then it may belong to anybody, so it stays.
    assert.deepEqual(await readdir(sigma.path(OPEN_FOLDER, 'Sigma')), []);
    await rm(sigma.path(OPEN_FOLDER), { recursive: true });
  });

  test('upgrades a service that was copied to a folder only administrators can change', async (context) => {
    if (!windows.isWine) {
      context.skip('Windows is not installed into such a folder');
      return;
    }
    await mkdir(sigma.path(OPEN_FOLDER));
    const place = `/D=C:\\${OPEN_FOLDER}\\Sigma`;
    assert.equal(await sigma.install('/SERVICE=start', place), 0);
    const old = await sigma.service();
    assert.equal(old?.imagePath, imageIn(COPY));
    assert.equal(await sigma.install(), 0);
    const service = await sigma.service();
    assert.equal(service?.is, 'running, auto');
    assert.notEqual(service.processId, old.processId);
    await windows.run(sigma.path(OPEN_FOLDER, 'Sigma', 'Uninstall Sigma.exe'), ['/S']);
    await sigma.untilUninstalled();
    assert.deepEqual(await sigma.traces(), []);
    await until('the folder is still there', () =>
      Promise.resolve(!existsSync(sigma.path(OPEN_FOLDER, 'Sigma'))),
    );
    await rm(sigma.path(OPEN_FOLDER), { recursive: true });
  });

  test('runs the installed files instead of a copy in its own folder, also after an upgrade', async () => {
    await sigma.runFormerCopy();
    const old = await sigma.service();
    assert.equal(old?.imagePath, imageIn(FORMER_COPY));
    assert.equal(await sigma.install(), 0);
    const installed = await sigma.service();
    assert.equal(installed?.is, 'running, auto');
    assert.equal(
      installed.imagePath,
      imageIn(windows.isWine ? COPY : join(INSTALLED, 'resources', 'service')),
    );
    assert.notEqual(installed.processId, old.processId);
    assert.equal(existsSync(sigma.path(FORMER_COPY)), false);
    assert.equal(await sigma.install(), 0);
    assert.equal((await sigma.service())?.is, 'running, auto');
  });

  test('moves the service along when installed into another folder', async () => {
    await sigma.moveService(onDrive(join(INSTALLED, 'resources', 'service', 'SigmaSrv.exe')));
    const other = join('Program Files', 'Sigma elsewhere');
    assert.equal(await sigma.install(`/D=${onDrive(other)}`), 0);
    assert.equal(isInstalled(), false);
    const service = await sigma.service();
    assert.equal(service?.is, 'running, auto');
    assert.equal(service.imagePath, imageIn(windows.isWine ? COPY : join(other, 'resources', 'service')));
    assert.equal(await sigma.install(`/D=${onDrive(INSTALLED)}`), 0);
    assert.equal((await sigma.service())?.is, 'running, auto');
    assert.equal(existsSync(sigma.path(other)), false);
  });

  test('runs no uninstaller that one of the user’s programs has registered', async () => {
    // If run, SigmaSrv.exe would fail on the uninstaller's arguments.
    await sigma.plantUninstaller(windows.windowsPath(join(SERVICE_OUT, 'SigmaSrv.exe')));
    assert.equal(await sigma.install(), 0);
    await sigma.removePlanted();
    await sigma.uninstall();
    assert.deepEqual(await sigma.traces(), []);
  });

  test("leaves another copy's service alone", async () => {
    assert.equal(await sigma.install('/SERVICE=register'), 0);
    await sigma.moveService(String.raw`C:\Elsewhere\SigmaSrv.exe`);
    await sigma.uninstall('/DELETEDATA');
    assert.equal((await sigma.service())?.is, 'stopped, demand');
    assert.ok(existsSync(sigma.path(DATA, 'SigmaSrv-verbs.log')));
    assert.equal(await windows.run('sc', ['delete', 'SigmaSrv']), 0);
  });
});

describe('the installer with its windows', { timeout: TIMEOUT_MS }, () => {
  let walkThrough: (program: string, ...boxes: string[]) => Promise<string>;

  before(async () => {
    const walker = await compileProgram('walk-through', workshop);
    const output = join(workshop, 'pages.txt');
    walkThrough = async (program, ...boxes) => {
      const code = await windows.run(walker, ['Sigma', program, ...boxes], output);
      const pages = await readFile(output, 'utf8');
      assert.equal(code, 0, pages);
      return pages;
    };
  });

  test('offers the service, and by default starts both the service and Sigma', async () => {
    const pages = await walkThrough(`"${windows.windowsPath(installerOf(made, 'x64'))}"`);
    assert.match(pages, /\[x\] Install the service\s+\[x\] Start it now and whenever Windows starts/);
    assert.match(pages, /\[x\] &Run Sigma/);
    assert.equal((await sigma.service())?.is, 'running, auto');
    await sigma.untilClientRuns();
  });

  test('asks before ending Sigma, offers no service if there is one, and need not start Sigma', async () => {
    const pages = await walkThrough(`"${windows.windowsPath(installerOf(made, 'x64'))}"`, '&Run Sigma');
    assert.match(pages, /Sigma is running/);
    assert.doesNotMatch(pages, /Install the service/);
    assert.equal((await sigma.service())?.is, 'running, auto');
    assert.equal(await sigma.isClientRunning(), false);
  });

  test('takes over a service that runs from a copy, without offering one', async () => {
    await sigma.uninstall();
    await sigma.runFormerCopy();
    const pages = await walkThrough(`"${windows.windowsPath(installerOf(made, 'x64'))}"`, '&Run Sigma');
    assert.doesNotMatch(pages, /Install the service/);
    assert.equal((await sigma.service())?.is, 'running, auto');
    assert.equal(existsSync(sigma.path(FORMER_COPY)), false);
  });

  test('uninstalls everything, including the logs if the box is checked', async () => {
    const uninstaller = String.raw`"C:\Program Files\Sigma\Uninstall Sigma.exe"`;
    const pages = await walkThrough(
      uninstaller,
      "Also delete the service's logs and the settings of this account",
    );
    assert.match(pages, /\[x\] Also delete/);
    await sigma.untilUninstalled();
    assert.deepEqual(await sigma.traces(), []);
    assert.equal(existsSync(sigma.path(DATA)), false);
    if (await sigma.isDesktopElevated()) return;
    await sigma.untilPersonsTracesAreGone();
    await until('the settings are still there', () => Promise.resolve(!existsSync(sigma.settings)));
  });
});

if (process.platform !== 'win32') {
  describe('what electron-builder makes besides the installers', () => {
    test('lists each installer by processor and version, and says where updates come from', async () => {
      const latest = await readFile(join(made.folder, 'latest.yml'), 'utf8');
      for (const architecture of ['x64', 'arm64'] as const) {
        const name = basename(installerOf(made, architecture));
        assert.ok(latest.includes(`url: ${name}\n`), latest);
      }
      const source = join(made.folder, 'win-unpacked', 'resources', 'app-update.yml');
      assert.match(
        await readFile(source, 'utf8'),
        /provider: generic\nurl: https:\/\/updates\.example\/sigma\//,
      );
    });
  });
}
