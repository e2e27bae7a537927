import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { chooseHost } from '../../build/choose-host.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../common/settings.ts';
import { ChildWindows } from './child-windows.ts';
import { isWineSuite, startSigma, type SigmaApp, type SigmaOptions } from './sigma-app.ts';
import type { StandInDesktop } from './stand-in-desktop.ts';

const canSeeDesktop =
  !isWineSuite && process.platform !== 'win32' && (await chooseHost({ isWine: false })).kind === 'stand-in';

/** The menu bar, the notification area, the taskbar and the notifications, which only the stand-in host tells of. */
function describeDesktop(name: string, define: (begin: Begin) => void): void {
  if (!canSeeDesktop) return;
  describe(name, { timeout: 180_000 }, () => {
    let folder: string;
    let sigma: SigmaApp | undefined;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sigma-desktop-'));
    });
    afterEach(async () => {
      await sigma?.[Symbol.asyncDispose]();
      sigma = undefined;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    });
    define(async ({ settings, ...options } = {}) => {
      const file = join(folder, 'settings.json');
      if (settings !== undefined) await writeFile(file, JSON.stringify({ ...DEFAULT_SETTINGS, ...settings }));
      sigma = await startSigma({ ...options, withDesktop: true, userDataFolder: folder });
      return { sigma, desktop: sigma.desktop, folder };
    });
  });
}

type Begin = (
  options?: SigmaOptions & { readonly settings?: Partial<Settings> },
) => Promise<{ readonly sigma: SigmaApp; readonly desktop: StandInDesktop; readonly folder: string }>;

describeDesktop('the menu bar', (begin) => {
  it('offers what makes sense now, and does it as the toolbar does', async () => {
    const { sigma, desktop } = await begin({ simulation: 'not-installed' });
    await desktop.untilItem(['Service', 'Install service'], ({ isEnabled }) => isEnabled);
    assert.equal((await desktop.menuItem('Service', 'Start'))?.isEnabled, false);
    await desktop.choose('Service', 'Install service');
    await sigma.untilShown('service', 'Stopped');
    await desktop.untilItem(['Service', 'Start'], ({ isEnabled }) => isEnabled);
    await desktop.choose('Service', 'Start');
    await sigma.untilShown('service', 'Running');
    await desktop.untilItem(['Service', 'Pause'], ({ isEnabled }) => isEnabled);
    assert.equal((await desktop.menuItem('Service', 'Install service'))?.isEnabled, false);
  });

  it('tells in the window of what fails', async () => {
    const { sigma, desktop } = await begin({ simulation: 'not-installed,elevation-cancelled' });
    await desktop.untilItem(['Service', 'Install service'], ({ isEnabled }) => isEnabled);
    await desktop.choose('Service', 'Install service');
    await sigma.page
      .getByText('The administrator prompt was answered with No. Nothing was changed.')
      .waitFor();
  });

  it('lists, opens and arranges the child windows', async () => {
    const { sigma, desktop } = await begin();
    const children = new ChildWindows(sigma.page);
    await desktop.untilItem(['Window', 'Messages'], ({ isChecked }) => isChecked);
    await desktop.untilItem(['Window', 'Next'], ({ isEnabled }) => !isEnabled);
    await desktop.choose('Window', 'Open Service');
    await children.untilFocused('Service');
    await desktop.untilItem(['Window', 'Service'], ({ isChecked }) => isChecked);
    await desktop.untilItem(['Window', 'Messages'], ({ isChecked }) => !isChecked);
    assert.equal(await desktop.menuItem('Window', 'Open Service'), undefined);
    await desktop.untilItem(['Window', 'Next'], ({ isEnabled, keys }) => isEnabled && keys === 'Ctrl+Tab');
    await desktop.choose('Window', 'Tile vertically');
    await children.untilBox('Messages', { y: 0 });
    await desktop.choose('Window', 'Messages');
    await children.untilFocused('Messages');
    await desktop.choose('Window', 'Close');
    await desktop.untilItem(['Window', 'Open Messages'], ({ isEnabled }) => isEnabled);
    assert.equal(await children.window('Messages').count(), 0);
  });

  it('takes the keys that it names, each of them once, and opens by Alt', async () => {
    const { sigma, desktop } = await begin();
    const children = new ChildWindows(sigma.page);
    await desktop.untilItem(['File', 'Settings…'], ({ keys }) => keys === 'Ctrl+,');
    await sigma.page.keyboard.press('Control+,');
    await children.untilFocused('Settings');
    // The page does this itself, and the menu only tells of it: done twice, it would lead back.
    await sigma.page.keyboard.press('Control+Tab');
    await children.untilFocused('Messages');
    // A menu that is open closes when the menus are built anew, as they are for this.
    await desktop.untilItem(['Window', 'Messages'], ({ isChecked }) => isChecked);
    await sigma.page.keyboard.press('Alt+f');
    await desktop.until(({ window }) => window.openMenu?.join() === 'File');
    await sigma.page.keyboard.press('s');
    await children.untilFocused('Settings');
    // The page may be gone before the key is released.
    await sigma.page.keyboard.press('Control+q').catch(() => undefined);
    assert.equal(await sigma.ended, 0);
  });

  it('tells of Sigma, and where its logs are', async () => {
    const { sigma, desktop, folder } = await begin();
    const children = new ChildWindows(sigma.page);
    await desktop.untilItem(['Help', 'About Sigma'], ({ isEnabled }) => isEnabled);
    await desktop.choose('Help', 'About Sigma');
    await children.untilFocused('About Sigma');
    await children.window('About Sigma').getByText(join(folder, 'logs')).waitFor();
    await desktop.choose('Help', 'Open log folder');
    await desktop.until(({ opened }) => opened.length > 0);
    assert.deepEqual((await desktop.model()).opened, [join(folder, 'logs')]);
  });

  it('speaks the language that was chosen, also when that changes', async () => {
    const { sigma, desktop } = await begin({ settings: { language: 'de' } });
    await desktop.untilItem(['Dienst', 'Beenden'], ({ isEnabled }) => isEnabled);
    await sigma.page.evaluate(`sigma.changeSettings({ language: 'en' })`);
    await desktop.untilItem(['Service', 'Stop'], ({ isEnabled }) => isEnabled);
    await desktop.until(({ tray }) => tray?.menu.some(({ label }) => label === 'Open Sigma') === true);
  });
});

describeDesktop('the notification area', (begin) => {
  it('shows how the service is, and says it', async () => {
    const { desktop } = await begin({ simulation: 'not-installed' });
    await desktop.until(
      ({ tray }) =>
        tray?.picture === 'tray-stopped' && tray.toolTip === 'Sigma Support Service is not installed.',
    );
    await desktop.untilItem(['Service', 'Install service'], ({ isEnabled }) => isEnabled);
    await desktop.choose('Service', 'Install service');
    await desktop.until(
      ({ tray }) => tray?.menu.some((item) => item.label === 'Start' && item.isEnabled) === true,
    );
    await desktop.chooseFromTray('Start');
    await desktop.until(
      ({ tray }) =>
        tray?.picture === 'tray-ok' && tray.toolTip.startsWith('Sigma Support Service is running, up 0:0'),
    );
    await desktop.chooseFromTray('Pause');
    await desktop.until(({ tray }) => tray?.picture === 'tray-paused');
  });

  it('shows that the service hangs, as the status bar does', async () => {
    const { sigma, desktop } = await begin({ simulation: 'service-hangs' });
    await sigma.untilShown('service', 'Running');
    await sigma.button('Stop').click();
    await sigma.untilShown('service', 'Not responding');
    await desktop.until(
      ({ tray }) =>
        tray?.picture === 'tray-warning' &&
        tray.toolTip.startsWith('Sigma Support Service is changing its state, but makes no progress.'),
    );
  });

  it('keeps Sigma when its window is closed, which is explained once', async () => {
    const { sigma, desktop, folder } = await begin();
    await desktop.until(({ tray, window }) => tray?.picture === 'tray-ok' && window.isVisible);
    await desktop.act({ kind: 'close-window' });
    const { notifications } = await desktop.until(({ window }) => !window.isVisible);
    assert.deepEqual(
      notifications.map(({ title }) => title),
      ['Sigma goes on in the notification area'],
    );
    const number = await sigma.latestNumber();
    await sigma.untilNumber(number + 1);
    await desktop.act({ kind: 'click-tray' });
    await desktop.until(({ window }) => window.isVisible);
    await desktop.act({ kind: 'close-window' });
    await desktop.until(({ window }) => !window.isVisible);
    assert.equal((await desktop.model()).notifications.length, 1);
    const stored = JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8')) as Settings;
    assert.equal(stored.trayExplained, true);
    await desktop.chooseFromTray('Exit');
    assert.equal(await sigma.ended, 0);
  });

  it('follows the service while the window is hidden', async () => {
    const { desktop } = await begin({ switches: ['--hidden'], simulation: 'service-crashes' });
    const { window } = await desktop.until(({ tray }) => tray?.picture === 'tray-error');
    assert.equal(window.isVisible, false);
  });

  it('shows the window when what was chosen there fails', async () => {
    const { sigma, desktop } = await begin({ switches: ['--hidden'], simulation: 'service-crashes-at-once' });
    await desktop.until(
      ({ tray }) => tray?.menu.some((item) => item.label === 'Start' && item.isEnabled) === true,
    );
    await desktop.chooseFromTray('Start');
    await desktop.until(({ window }) => window.isVisible);
    await sigma.page.getByText('The service was not started.').waitFor();
  });

  it('does not keep Sigma when it quits, or the session ends', async () => {
    for (const end of [
      (desktop: StandInDesktop) => desktop.choose('File', 'Exit'),
      (desktop: StandInDesktop) => desktop.act({ kind: 'end-session' }),
    ]) {
      const { sigma, desktop } = await begin();
      await desktop.untilItem(['File', 'Exit'], ({ isEnabled }) => isEnabled);
      await end(desktop);
      assert.equal(await sigma.ended, 0);
    }
  });
});

describeDesktop('the notifications', (begin) => {
  it('tell of a service that crashed and why, and start it again', async () => {
    const { sigma, desktop } = await begin({ simulation: 'service-crashes' });
    const { notifications } = await desktop.until((model) => model.notifications.length > 0);
    assert.deepEqual(
      notifications.map(({ title, buttons }) => ({ title, buttons })),
      [{ title: 'Sigma Support Service stopped unexpectedly', buttons: ['Start', 'Show'] }],
    );
    assert.match(notifications[0]?.body ?? '', /ERROR_PROCESS_ABORTED \(1067\)$/);
    await sigma.untilShown('service', 'Stopped with an error');
    await desktop.act({ kind: 'click-notification', button: 'Start' });
    await sigma.untilShown('service', 'Running');
    // It crashes again, and a second notification so soon would be one too many.
    await sigma.untilShown('service', 'Stopped with an error');
    assert.equal((await desktop.model()).notifications.length, 1);
  });

  it('tell of a service that fell silent, as the status bar and the notification area do', async () => {
    const { sigma, desktop } = await begin({ simulation: 'service-falls-silent' });
    await sigma.untilShown('service', 'Running, but silent');
    await sigma.untilShown('text', 'Sigma Support Service is running, but sends no status.');
    const { notifications } = await desktop.until((model) => model.notifications.length > 0);
    assert.deepEqual(
      notifications.map(({ title, body, buttons }) => ({ title, body, buttons })),
      [
        {
          title: 'Sigma Support Service is silent',
          body: 'It is running, but sends no status any more.',
          buttons: ['Show'],
        },
      ],
    );
    await desktop.until(
      ({ tray }) =>
        tray?.picture === 'tray-warning' &&
        tray.toolTip.startsWith('Sigma Support Service is running, but sends no status.'),
    );
  });

  it('bring the window when they are clicked', async () => {
    const { desktop } = await begin({ switches: ['--hidden'], simulation: 'service-crashes' });
    await desktop.until(({ notifications }) => notifications.length > 0);
    await desktop.act({ kind: 'click-notification' });
    await desktop.until(({ window }) => window.isVisible);
  });

  it('stay away where they are switched off, and where the service was stopped on purpose', async () => {
    const off = await begin({ simulation: 'service-crashes', settings: { notifications: false } });
    await off.desktop.until(({ tray }) => tray?.picture === 'tray-error');
    assert.deepEqual((await off.desktop.model()).notifications, []);
    await off.desktop.chooseFromTray('Exit');
    await off.sigma.ended;
    const stopped = await begin();
    await stopped.sigma.untilShown('service', 'Running');
    await stopped.sigma.button('Stop').click();
    await stopped.desktop.until(({ tray }) => tray?.picture === 'tray-stopped');
    assert.deepEqual((await stopped.desktop.model()).notifications, []);
  });
});

describeDesktop('the taskbar', (begin) => {
  it('shows that something is under way until it is done, and how the service is', async () => {
    const { sigma, desktop } = await begin();
    await desktop.until(({ window }) => window.overlay?.picture === 'overlay-ok');
    assert.equal((await desktop.model()).window.overlay?.description, 'Running');
    const before = (await desktop.model()).window.progress.length;
    await sigma.button('Stop').click();
    const { window } = await desktop.until(
      ({ window: { overlay } }) => overlay?.picture === 'overlay-stopped',
    );
    await desktop.until(({ window: { progress } }) => progress.at(-1)?.value === -1);
    assert.deepEqual(window.progress[before], { value: 2, mode: 'indeterminate' });
  });
});
