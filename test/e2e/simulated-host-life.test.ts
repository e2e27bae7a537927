import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { ICON_PICTURE } from '../../build/icon.ts';
import { APP_OUT } from '../../build/paths.ts';
import { UNCAUGHT_EXIT_CODE } from '../hosts/exit-codes.ts';
import { describeStandIn, spawnFixture, startFixture, type FixtureApp } from './fixture-app.ts';

/** Like simulated-host.test.ts, for how the app starts, runs and ends. */
describeStandIn('an app in the stand-in for Electron', () => {
  describe('while it runs', () => {
    let app: FixtureApp;
    const inMain = (code: string): Promise<unknown> => app.inMain(code);

    before(async () => {
      app = await startFixture();
    });
    after(() => app[Symbol.asyncDispose]());

    it('is refused calls that must come before it is ready, or after', async () => {
      await assert.rejects(
        inMain(`electron.protocol.registerSchemesAsPrivileged([])`),
        /protocol\.registerSchemesAsPrivileged should be called before app is ready/,
      );
      await assert.rejects(inMain(`electron.app.enableSandbox()`), /before app is ready/);
      assert.deepEqual(await inMain('return early'), [
        'Cannot create Tray before app is ready',
        'Cannot create Notification before app is ready',
        'Cannot create BrowserWindow before app is ready',
      ]);
    });

    it('is notified of a second instance, which ends', async () => {
      const second = await spawnFixture({ userDataFolder: app.userDataFolder });
      assert.equal(await second.ended, 0);
      assert.deepEqual(await inMain('return heard.splice(0)'), ['second-instance']);
    });

    it('is asked again whether to quit after it has kept a window open', async () => {
      await inMain(`
          electron.app.on('before-quit', () => heard.push('before-quit'));
          window.once('close', (event) => event.preventDefault());
          electron.app.quit();
          window.once('close', (event) => event.preventDefault());
          electron.app.quit();`);
      assert.deepEqual(await inMain('return heard.splice(0)'), ['before-quit', 'before-quit']);
    });

    it('cannot use a tray icon once it is destroyed', async () => {
      const image = join(APP_OUT, ICON_PICTURE);
      await inMain(`
          const tray = new electron.Tray(electron.nativeImage.createFromPath(${JSON.stringify(image)}));
          tray.destroy();
          try { tray.setToolTip('a'); } catch (error) { heard.push(String(error)); }`);
      assert.deepEqual(await inMain('return heard.splice(0)'), ['Error: Tray is destroyed']);
    });

    it('continues after an uncaught error, which a dialog reports', async () => {
      await inMain(`setTimeout(() => { throw new Error('nobody catches this'); })`);
      const { errorBoxes } = await app.desktop.until((model) => model.errorBoxes.length > 0);
      assert.equal(errorBoxes[0]?.title, 'A JavaScript error occurred in the main process');
      assert.match(errorBoxes[0].content, /^Uncaught Exception:\nError: nobody catches this\n/);
      assert.equal(await inMain(`return 'still there'`), 'still there');
      await inMain(`process.on('uncaughtException', ({ message }) => heard.push(message));
          setTimeout(() => { throw new Error('the app catches this'); })`);
      await inMain(`while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))`);
      assert.equal((await app.desktop.model()).errorBoxes.length, 1);
    });

    it('quits in Electron’s order, and cannot use the window once it is destroyed', async () => {
      await inMain(`
          const { webContents } = window;
          const tell = (name, use) => {
            try { use(); console.error(name + ' works'); } catch (error) { console.error(name + ': ' + error); }
          };
          for (const name of ['before-quit', 'window-all-closed', 'will-quit', 'quit']) {
            electron.app.on(name, () => console.error('told ' + name));
          }
          window.on('close', () => console.error('told close'));
          window.on('closed', () => {
            console.error('told closed');
            tell('window', () => window.isVisible());
            tell('its contents', () => window.webContents);
            tell('contents', () => webContents.send('a'));
            tell('listening', () => window.removeListener('closed', () => undefined));
            console.error([window.isDestroyed(), webContents.isDestroyed()].join());
          });
          process.on('exit', () => console.error('told exit'));
          setTimeout(() => { electron.app.quit(); console.error('after quit()'); });`);
      // An earlier test caused an uncaught error.
      assert.equal(await app.ended, UNCAUGHT_EXIT_CODE);
      assert.deepEqual(linesOf(app.output()), [
        ...['before-quit', 'close', 'after quit()', 'closed', 'will-quit', 'quit', 'exit'],
      ]);
      const destroyed = 'TypeError: Object has been destroyed';
      const told = [`window: ${destroyed}`, `its contents: ${destroyed}`, `contents: ${destroyed}`];
      assert.match(app.output(), new RegExp(`${[...told, 'listening works', 'true,true'].join('\\n')}\\n`));
    });
  });

  it('exits after exit() returns, without asking, and lets another instance start before it has ended', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stand-in-exit-'));
    const pipe = join(folder, 'pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    try {
      await using first = await startFixture({ userDataFolder: folder });
      let hasEnded = false;
      void first.ended.then(() => (hasEnded = true));
      // Blocks a thread of Node's pool until the pipe is written to, as a system call would.
      await first.inMain(`
          for (const name of ['before-quit', 'will-quit', 'quit']) {
            electron.app.on(name, () => console.error('told ' + name));
          }
          window.on('close', () => console.error('told close'));
          (await import('node:fs')).open(${JSON.stringify(pipe)}, 'r', () => undefined);
          setTimeout(() => { electron.app.exit(7); console.error('after exit()'); });`);
      await until(() => first.output().includes('told quit'));
      await using second = await startFixture({ userDataFolder: folder });
      assert.equal(await second.inMain('return 1'), 1);
      assert.equal(hasEnded, false);
      await (await open(pipe, 'w')).close();
      assert.equal(await first.ended, 7);
      assert.deepEqual(linesOf(first.output()), ['after exit()', 'quit']);
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });

  it('continues after an unhandled rejection, and reports it by its exit code', async () => {
    await using app = await startFixture();
    await app.inMain(`void Promise.reject(new Error('nobody handles this'))`);
    assert.equal(await app.inMain(`return 'still there'`), 'still there');
    assert.match(app.output(), /nobody handles this/);
    await app.page.close();
    assert.equal(await app.ended, UNCAUGHT_EXIT_CODE);
  });

  it('ends as soon as the listeners of session-end have returned', async () => {
    await using app = await startFixture();
    await app.inMain(`
        window.once('query-session-end', (event) => { heard.push(event.reasons.join()); event.preventDefault(); });
        window.on('session-end', () => {
          console.error('told session-end');
          void Promise.resolve().then(() => setTimeout(() => console.error('told too late')));
        });
        electron.app.on('quit', () => console.error('told quit'));`);
    await app.desktop.act({ kind: 'end-session' });
    assert.deepEqual(await app.inMain('return heard'), ['shutdown']);
    await app.desktop.act({ kind: 'end-session' });
    assert.equal(await app.ended, 0);
    assert.deepEqual(linesOf(app.output()), ['session-end']);
  });

  it('fails if it quits during session-end, because Electron then does not end it with the session', async () => {
    await using app = await startFixture();
    await app.inMain(`window.on('session-end', () => electron.app.quit());`);
    await app.desktop.act({ kind: 'end-session' });
    assert.equal(await app.ended, UNCAUGHT_EXIT_CODE);
    assert.match(app.output(), /in the middle of quitting/);
  });

  it('gets the exit code in quit, where it can end itself before Node waits for its threads', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stand-in-quit-'));
    const pipe = join(folder, 'pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    try {
      await using app = await startFixture({ userDataFolder: folder });
      await app.inMain(`
          (await import('node:fs')).open(${JSON.stringify(pipe)}, 'r', () => undefined);
          electron.app.on('quit', (_event, code) => {
            console.error('told quit ' + code);
            process.kill(process.pid, 'SIGKILL');
          });
          setTimeout(() => electron.app.exit(7));`);
      await app.ended;
      assert.deepEqual(linesOf(app.output()), ['quit 7']);
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });

  it('leaves its notifications’ shortcut and class in Windows, and can run as packaged', async () => {
    const userDataFolder = await mkdtemp(join(tmpdir(), 'stand-in-windows-'));
    const notify = `new electron.Notification({ title: 'a', body: 'b', actions: [] }).show()`;
    try {
      let clsid: string | undefined;
      {
        await using app = await startFixture({ userDataFolder });
        assert.equal(await app.inMain('return electron.app.isPackaged'), false);
        assert.deepEqual((await app.desktop.model()).windows.shortcuts, {});
        await app.inMain(notify);
        const { shortcuts, classes } = (await app.desktop.model()).windows;
        const shortcut = shortcuts['Fixture.lnk'];
        assert.equal(shortcut?.appUserModelId, 'Fixture');
        clsid = shortcut.toastActivatorClsid;
        assert.deepEqual(classes, { [clsid]: shortcut.target });
      }
      await using packaged = await startFixture({ userDataFolder, resources: userDataFolder });
      await packaged.inMain(notify);
      assert.deepEqual(Object.keys((await packaged.desktop.model()).windows.classes), [clsid]);
      assert.deepEqual(
        await packaged.inMain(`return [electron.app.isPackaged, process.resourcesPath, process.defaultApp,
            process.argv.slice(1).every((argument) => argument.startsWith('--'))]`),
        [true, userDataFolder, undefined, true],
      );
      const told = await packaged.inMain(`
          const { app } = electron;
          const item = { args: ['--hidden'] };
          const told = [app.getLoginItemSettings(item).openAtLogin];
          app.setLoginItemSettings({ openAtLogin: true, ...item });
          told.push(app.getLoginItemSettings(item).openAtLogin, app.getLoginItemSettings().openAtLogin);
          return told;`);
      assert.deepEqual(told, [false, true, false]);
      assert.match((await packaged.desktop.model()).windows.run['Fixture'] ?? '', / --hidden$/);
      await packaged.inMain(`electron.app.setLoginItemSettings({ openAtLogin: false })`);
      assert.deepEqual((await packaged.desktop.model()).windows.run, {});
    } finally {
      await rm(userDataFolder, { recursive: true, maxRetries: 5 });
    }
  });
});

/** @returns what the fixture reported on standard error, in order */
function linesOf(output: string): string[] {
  return [...output.matchAll(/^(?:told (.*)|(after \w+\(\)))$/gm)].map(
    ([, told, after]) => told ?? after ?? '',
  );
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = AbortSignal.timeout(20_000);
  while (!holds()) {
    deadline.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
