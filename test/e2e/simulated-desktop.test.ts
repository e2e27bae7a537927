import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ROOT } from '../../build/paths.ts';
import { chooseHost } from '../../build/choose-host.ts';
import { CHECK_LINKS } from '../../common/check.ts';
import { ENGLISH } from '../../common/languages/english.ts';
import { GERMAN } from '../../common/languages/german.ts';
import { SERVICE_DISPLAY_NAME } from '../../common/product.ts';
import type { Settings } from '../../common/settings.ts';
import { ChildWindows } from './child-windows.ts';
import { isWineSuite, startSigma, type SigmaApp, type SigmaOptions } from './sigma-app.ts';
import type { StandInDesktop } from './stand-in-desktop.ts';
import { until } from './until.ts';

const { menu, desktop: words, requests, health, windows, mdi, about, check } = ENGLISH;
const { labels } = requests;

const canSeeDesktop =
  !isWineSuite && process.platform !== 'win32' && (await chooseHost({ isWine: false })).kind === 'stand-in';

/**
 * Describes tests of the menu bar, the notification area, the taskbar and the notifications, which only the stand-in
 * host shows.
 */
function describeDesktop(name: string, options: SigmaOptions, define: (running: Running) => void): void {
  if (!canSeeDesktop) return;
  describe(name, { timeout: 180_000 }, () => {
    let folder: string;
    let sigma: SigmaApp;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sigma-desktop-'));
      // An app that is not packaged has no notifications.
      const environment = { STAND_IN_PACKAGED: join(ROOT, 'out'), ...options.environment };
      sigma = await startSigma({ ...options, environment, withDesktop: true, userDataFolder: folder });
    });
    after(async () => {
      await sigma[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    });
    define(() => ({ sigma, desktop: sigma.desktop, folder }));
  });
}

/** What the tests of one description share. */
type Running = () => {
  readonly sigma: SigmaApp;
  readonly desktop: StandInDesktop;
  readonly folder: string;
};

/** Waits until the notification area has this icon, with a tooltip that begins with this text. */
function untilTray(desktop: StandInDesktop, picture: string, toolTip = ''): Promise<unknown> {
  return desktop.until(({ tray }) => tray?.picture === picture && tray.toolTip.startsWith(toolTip));
}

function untilTrayItem(desktop: StandInDesktop, label: string): Promise<unknown> {
  return desktop.until(
    ({ tray }) => tray?.menu.some((item) => item.label === label && item.isEnabled) === true,
  );
}

describeDesktop('Sigma outside its window', { simulation: 'not-installed' }, (running) => {
  it('enables the menu bar’s items that are possible now, and performs them as the toolbar does', async () => {
    const { sigma, desktop } = running();
    await untilTray(desktop, 'tray-stopped', health.sentences['not-installed'](SERVICE_DISPLAY_NAME));
    await desktop.untilItem([menu.service, labels.install], ({ isEnabled }) => isEnabled);
    assert.equal((await desktop.menuItem(menu.service, labels.start))?.isEnabled, false);
    await desktop.choose(menu.service, labels.install);
    await sigma.untilShown('service', health.words.stopped);
    await desktop.untilItem([menu.service, labels.start], ({ isEnabled }) => isEnabled);
    await desktop.choose(menu.service, labels.start);
    await sigma.untilShown('service', health.words.healthy);
    await desktop.untilItem([menu.service, labels.pause], ({ isEnabled }) => isEnabled);
    assert.equal((await desktop.menuItem(menu.service, labels.install))?.isEnabled, false);
  });

  it('shows the service’s state in the notification area and the taskbar, and controls it there', async () => {
    const { desktop } = running();
    await untilTray(desktop, 'tray-ok', 'Sigma Support Service is running, up 0:0');
    const { window } = await desktop.until(({ window: { overlay } }) => overlay?.picture === 'overlay-ok');
    assert.equal(window.overlay?.description, health.words.healthy);
    await desktop.chooseFromTray(labels.pause);
    await untilTray(desktop, 'tray-paused');
    await untilTrayItem(desktop, labels.continue);
    await desktop.chooseFromTray(labels.continue);
    await untilTray(desktop, 'tray-ok');
  });

  it('shows progress in the taskbar until a request is done, and does not notify of an intended stop', async () => {
    const { sigma, desktop } = running();
    // Earlier requests are done.
    await desktop.until(({ window: { progress } }) => progress.at(-1)?.value === -1);
    const before = (await desktop.model()).window.progress.length;
    await sigma.button(labels.stop).click();
    const { window } = await desktop.until(
      ({ window: { overlay } }) => overlay?.picture === 'overlay-stopped',
    );
    await desktop.until(({ window: { progress } }) => progress.at(-1)?.value === -1);
    assert.deepEqual(window.progress[before], { value: 2, mode: 'indeterminate' });
    await untilTray(desktop, 'tray-stopped');
    assert.deepEqual((await desktop.model()).notifications, []);
  });

  it('lists, opens, arranges and closes the child windows from the menu bar', async () => {
    const { sigma, desktop } = running();
    const { messages, service } = windows.titles;
    const children = new ChildWindows(sigma.page);
    await children.beginWith();
    await desktop.untilItem([menu.window, messages], ({ isChecked }) => isChecked);
    await desktop.untilItem([menu.window, mdi.commands.next], ({ isEnabled }) => !isEnabled);
    await desktop.choose(menu.window, windows.open(service));
    await children.untilFocused(service);
    await desktop.untilItem([menu.window, service], ({ isChecked }) => isChecked);
    await desktop.untilItem([menu.window, messages], ({ isChecked }) => !isChecked);
    assert.equal(await desktop.menuItem(menu.window, windows.open(service)), undefined);
    await desktop.untilItem(
      [menu.window, mdi.commands.next],
      ({ isEnabled, keys }) => isEnabled && keys === 'Ctrl+Tab',
    );
    await desktop.choose(menu.window, mdi.commands['tile-vertically']);
    await children.untilBox(messages, { y: 0 });
    await desktop.choose(menu.window, messages);
    await children.untilFocused(messages);
    await desktop.choose(menu.window, mdi.commands.close);
    await desktop.untilItem([menu.window, windows.open(messages)], ({ isEnabled }) => isEnabled);
    assert.equal(await children.window(messages).count(), 0);
  });

  it('handles the keys that the menu bar names, each exactly once, and opens the menu bar with Alt', async () => {
    const { sigma, desktop } = running();
    const { messages, settings } = windows.titles;
    const children = new ChildWindows(sigma.page);
    await children.beginWith();
    await desktop.untilItem([menu.file, menu.settings], ({ keys }) => keys === 'Ctrl+,');
    await sigma.page.keyboard.press('Control+,');
    await children.untilFocused(settings);
    // The page handles this key itself, and the menu only shows it: handled twice, it would lead back.
    await sigma.page.keyboard.press('Control+Tab');
    await children.untilFocused(messages);
    // An open menu closes when the menus are rebuilt, which happens for this change.
    await desktop.untilItem([menu.window, messages], ({ isChecked }) => isChecked);
    await sigma.page.keyboard.press('Alt+f');
    await desktop.until(({ window }) => window.openMenu?.join() === menu.file);
    await sigma.page.keyboard.press('s');
    await children.untilFocused(settings);
  });

  it('zooms with the keys of every keyboard: plus with or without Shift, and on the numeric keypad', async () => {
    const { sigma, desktop } = running();
    const { keyboard } = sigma.page;
    // The simulated keyboard has Num Lock off.
    const pressNumpad0 = async (): Promise<void> => {
      const session = await sigma.page.context().newCDPSession(sigma.page);
      const key = { key: '0', code: 'Numpad0', windowsVirtualKeyCode: 96, modifiers: 2 };
      for (const type of ['rawKeyDown', 'keyUp'] as const) {
        await session.send('Input.dispatchKeyEvent', { type, ...key });
      }
    };
    const untilZoom = (level: number) => desktop.until(({ window }) => window.zoomLevel === level);
    assert.equal((await desktop.menuItem(menu.view, menu.zoomIn))?.keys, 'CommandOrControl+Plus');
    // The last one is Ctrl and + on a German keyboard.
    for (const keys of ['Control+Shift+=', 'Control+NumpadAdd', 'Control+=']) await keyboard.press(keys);
    await untilZoom(1.5);
    for (const keys of ['Control+-', 'Control+NumpadSubtract']) await keyboard.press(keys);
    await untilZoom(0.5);
    await pressNumpad0();
    await untilZoom(0);
    await keyboard.press('Control+=');
    await untilZoom(0.5);
    await keyboard.press('Control+0');
    await untilZoom(0);
  });

  it('opens the child window’s menu with Alt and -, and leaves the menu bar alone when Alt is released', async () => {
    const { sigma, desktop } = running();
    const { keyboard } = sigma.page;
    await keyboard.down('Alt');
    await keyboard.down('-');
    await keyboard.up('Alt');
    await keyboard.up('-');
    const childMenu = sigma.page.locator('[role="menu"]:popover-open');
    await childMenu.waitFor();
    assert.equal((await desktop.model()).window.openMenu, undefined);
    await keyboard.press('Escape');
    await childMenu.waitFor({ state: 'hidden' });
    // Alt alone still focuses the menu bar.
    await keyboard.press('Alt');
    await desktop.until(({ window }) => window.openMenu?.length === 0);
    await keyboard.press('Escape');
    await desktop.until(({ window }) => window.openMenu === undefined);
  });

  it('shows facts about Sigma, and where its logs are', async () => {
    const { sigma, desktop, folder } = running();
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    const children = new ChildWindows(sigma.page);
    await desktop.choose(menu.help, windows.titles.about);
    await children.untilFocused(windows.titles.about);
    const facts = children.window(windows.titles.about).locator('dd');
    await facts.getByText(join(folder, 'logs'), { exact: true }).waitFor();
    assert.deepEqual((await facts.allInnerTexts()).slice(0, 2), [version, about.notSigned]);
    await desktop.choose(menu.help, menu.openLogFolder);
    await desktop.until(({ opened }) => opened.length > 0);
    assert.deepEqual((await desktop.model()).opened, [join(folder, 'logs')]);
    await desktop.choose(menu.help, menu.openServiceLogFolder);
    await desktop.until(({ opened }) => opened.length > 1);
    assert.equal((await desktop.model()).opened[1], String.raw`C:\ProgramData\Sigma\logs`);
  });

  it('checks this computer from the Help menu', async () => {
    const { sigma, desktop } = running();
    const children = new ChildWindows(sigma.page);
    await desktop.choose(menu.help, windows.titles.check);
    await children.untilFocused(windows.titles.check);
    const links = children.window(windows.titles.check).getByRole('listitem');
    await links.first().waitFor();
    assert.equal(await links.count(), CHECK_LINKS.length);
    // Earlier tests may or may not have stopped the service, but it is registered in either case.
    const service = links.filter({ hasText: 'Registered as' });
    await service.getByText(check.verdicts.works, { exact: true }).waitFor();
  });

  it('switches to a language as soon as it is chosen', async () => {
    const { sigma, desktop } = running();
    await sigma.page.evaluate(`sigma.changeSettings({ language: 'de' })`);
    const german = GERMAN.requests.labels.start;
    await desktop.untilItem([GERMAN.menu.service, german], ({ isEnabled }) => isEnabled);
    await untilTrayItem(desktop, GERMAN.desktop.open);
    await sigma.page.evaluate(`sigma.changeSettings({ language: 'en' })`);
    await desktop.untilItem([menu.service, labels.start], ({ isEnabled }) => isEnabled);
    await untilTrayItem(desktop, words.open);
  });

  it('keeps watching when its window is closed, and explains that once', async () => {
    const { sigma, desktop, folder } = running();
    await desktop.until(({ window }) => window.isVisible);
    await desktop.act({ kind: 'close-window' });
    const { notifications } = await desktop.until(({ window }) => !window.isVisible);
    assert.deepEqual(
      notifications.map(({ title }) => title),
      [words.inTray],
    );
    await desktop.chooseFromTray(labels.start);
    await untilTray(desktop, 'tray-ok');
    await desktop.act({ kind: 'click-tray' });
    await desktop.until(({ window }) => window.isVisible);
    await sigma.untilNumber(1);
    await desktop.act({ kind: 'close-window' });
    await desktop.until(({ window }) => !window.isVisible);
    assert.equal((await desktop.model()).notifications.length, 1);
    await until(async () => {
      const stored = JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8')) as Settings;
      assert.equal(stored.trayExplained, true);
    });
  });

  it('restores icon and overlay after Explorer restarts, and the overlay whenever the window is shown', async () => {
    const { desktop } = running();
    const sees = (): Promise<unknown> =>
      desktop.until(
        ({ tray, window }) =>
          tray?.picture === 'tray-ok' && tray.toolTip !== '' && window.overlay?.picture === 'overlay-ok',
      );
    await desktop.act({ kind: 'click-tray' });
    await sees();
    await desktop.act({ kind: 'restart-explorer' });
    await sees();
    await desktop.act({ kind: 'close-window' });
    await desktop.until(({ window }) => !window.isVisible);
    await desktop.act({ kind: 'click-tray' });
    await sees();
  });

  it('ends with Exit', async () => {
    const { sigma, desktop } = running();
    await desktop.chooseFromTray(menu.exit);
    assert.equal(await sigma.ended, 0);
  });
});

const CRASHES: SigmaOptions = { switches: ['--hidden'], simulation: 'service-crashes' };

describeDesktop('a service that crashes while the window is hidden', CRASHES, (running) => {
  it('is shown in the notification area, and a notification says why', async () => {
    const { desktop } = running();
    await untilTray(desktop, 'tray-error');
    const { window, notifications } = await desktop.until((model) => model.notifications.length > 0);
    assert.equal(window.isVisible, false);
    assert.deepEqual(
      notifications.map(({ title, buttons }) => ({ title, buttons })),
      [{ title: words.failed(SERVICE_DISPLAY_NAME), buttons: [labels.start, words.show] }],
    );
    assert.match(notifications[0]?.body ?? '', /ERROR_PROCESS_ABORTED \(1067\)$/);
  });

  it('is shown in the window after a click on the notification', async () => {
    const { sigma, desktop } = running();
    await desktop.act({ kind: 'click-notification' });
    await desktop.until(({ window }) => window.isVisible);
    await sigma.untilShown('service', health.words.failed);
  });

  it('is started again by the notification’s button, and causes no second one when it crashes again', async () => {
    const { sigma, desktop } = running();
    await desktop.act({ kind: 'click-notification', button: labels.start });
    await sigma.untilShown('service', health.words.healthy);
    await sigma.untilShown('service', health.words.failed);
    await untilTray(desktop, 'tray-error');
    assert.equal((await desktop.model()).notifications.length, 1);
  });

  it('does not keep the user from signing out: Sigma ends with the session', async () => {
    const { sigma, desktop } = running();
    await desktop.act({ kind: 'end-session' });
    assert.equal(await sigma.ended, 0);
  });
});

const BUSY: SigmaOptions = { switches: ['--hidden'], environment: { STAND_IN_BUSY_EXPLORER: '1' } };

describeDesktop(
  'an Explorer that is too busy to accept the icon while the user signs in',
  BUSY,
  (running) => {
    it('is asked again', async () => {
      const { desktop } = running();
      await untilTray(desktop, 'tray-ok');
      await desktop.act({ kind: 'click-tray' });
      await desktop.until(({ window }) => window.isVisible);
    });
  },
);

const FAILS: SigmaOptions = { switches: ['--hidden'], simulation: 'service-crashes-at-once' };

describeDesktop('a request from the notification area that fails', FAILS, (running) => {
  it('opens the window, which reports the failure', async () => {
    const { sigma, desktop } = running();
    await untilTrayItem(desktop, labels.start);
    await desktop.chooseFromTray(labels.start);
    await desktop.until(({ window }) => window.isVisible);
    await sigma.page.getByText(requests.failures.start).waitFor();
  });

  it('does not keep the key of Exit in the menu bar from ending Sigma', async () => {
    const { sigma, desktop } = running();
    assert.equal((await desktop.menuItem(menu.file, menu.exit))?.keys, 'Ctrl+Q');
    // The page may be gone before the key is released.
    await sigma.page.keyboard.press('Control+q').catch(() => undefined);
    assert.equal(await sigma.ended, 0);
  });
});
