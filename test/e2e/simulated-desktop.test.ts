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

/** The menu bar, the notification area, the taskbar and the notifications, which only the stand-in host tells of. */
function describeDesktop(name: string, options: SigmaOptions, define: (running: Running) => void): void {
  if (!canSeeDesktop) return;
  describe(name, { timeout: 180_000 }, () => {
    let folder: string;
    let sigma: SigmaApp;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sigma-desktop-'));
      // What is not packaged has no notifications.
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

/** What its tests share. */
type Running = () => {
  readonly sigma: SigmaApp;
  readonly desktop: StandInDesktop;
  readonly folder: string;
};

/** Waits until the icon in the notification area is as said, with a tool tip that begins so. */
function untilTray(desktop: StandInDesktop, picture: string, toolTip = ''): Promise<unknown> {
  return desktop.until(({ tray }) => tray?.picture === picture && tray.toolTip.startsWith(toolTip));
}

function untilTrayItem(desktop: StandInDesktop, label: string): Promise<unknown> {
  return desktop.until(
    ({ tray }) => tray?.menu.some((item) => item.label === label && item.isEnabled) === true,
  );
}

describeDesktop('Sigma outside of its window', { simulation: 'not-installed' }, (running) => {
  it('offers in the menu bar what makes sense now, and does it as the toolbar does', async () => {
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

  it('shows in the notification area and the taskbar how the service is, and controls it there', async () => {
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

  it('shows in the taskbar that something is under way until it is done, and tells of no stop on purpose', async () => {
    const { sigma, desktop } = running();
    // What began before is over.
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

  it('lists, opens, arranges and closes the child windows by the menu bar', async () => {
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

  it('takes the keys that the menu bar names, each of them once, and opens it by Alt', async () => {
    const { sigma, desktop } = running();
    const { messages, settings } = windows.titles;
    const children = new ChildWindows(sigma.page);
    await children.beginWith();
    await desktop.untilItem([menu.file, menu.settings], ({ keys }) => keys === 'Ctrl+,');
    await sigma.page.keyboard.press('Control+,');
    await children.untilFocused(settings);
    // The page does this itself, and the menu only tells of it: done twice, it would lead back.
    await sigma.page.keyboard.press('Control+Tab');
    await children.untilFocused(messages);
    // A menu that is open closes when the menus are rebuilt, as they are for this.
    await desktop.untilItem([menu.window, messages], ({ isChecked }) => isChecked);
    await sigma.page.keyboard.press('Alt+f');
    await desktop.until(({ window }) => window.openMenu?.join() === menu.file);
    await sigma.page.keyboard.press('s');
    await children.untilFocused(settings);
  });

  it('zooms by the keys of every keyboard: with plus beside Shift or not, and on the numeric pad', async () => {
    const { sigma, desktop } = running();
    const { keyboard } = sigma.page;
    // The browser's own test keyboard has its Num Lock off.
    const pressNumpad0 = async (): Promise<void> => {
      const session = await sigma.page.context().newCDPSession(sigma.page);
      const key = { key: '0', code: 'Numpad0', windowsVirtualKeyCode: 96, modifiers: 2 };
      for (const type of ['rawKeyDown', 'keyUp'] as const) {
        await session.send('Input.dispatchKeyEvent', { type, ...key });
      }
    };
    const untilZoom = (level: number) => desktop.until(({ window }) => window.zoomLevel === level);
    assert.equal((await desktop.menuItem(menu.view, menu.zoomIn))?.keys, 'CommandOrControl+Plus');
    // The last is what Ctrl and + are on a German keyboard.
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

  it('opens the child’s menu by Alt and -, and leaves the menu bar alone when Alt is released', async () => {
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
    // By itself it still does.
    await keyboard.press('Alt');
    await desktop.until(({ window }) => window.openMenu?.length === 0);
    await keyboard.press('Escape');
    await desktop.until(({ window }) => window.openMenu === undefined);
  });

  it('tells of Sigma, and where its logs are', async () => {
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
    // The tests before this one have stopped the service, or not: it is registered whatever became of that.
    const service = links.filter({ hasText: 'Registered as' });
    await service.getByText(check.verdicts.works, { exact: true }).waitFor();
  });

  it('speaks the language that was chosen, as soon as it is chosen', async () => {
    const { sigma, desktop } = running();
    await sigma.page.evaluate(`sigma.changeSettings({ language: 'de' })`);
    const german = GERMAN.requests.labels.start;
    await desktop.untilItem([GERMAN.menu.service, german], ({ isEnabled }) => isEnabled);
    await untilTrayItem(desktop, GERMAN.desktop.open);
    await sigma.page.evaluate(`sigma.changeSettings({ language: 'en' })`);
    await desktop.untilItem([menu.service, labels.start], ({ isEnabled }) => isEnabled);
    await untilTrayItem(desktop, words.open);
  });

  it('stays when its window is closed, which is explained once, and keeps watching', async () => {
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

  it('shows all of it again when Explorer was restarted, and the overlay whenever the window is shown', async () => {
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

  it('ends by Exit', async () => {
    const { sigma, desktop } = running();
    await desktop.chooseFromTray(menu.exit);
    assert.equal(await sigma.ended, 0);
  });
});

const CRASHES: SigmaOptions = { switches: ['--hidden'], simulation: 'service-crashes' };

describeDesktop('a service that crashes while the window is hidden', CRASHES, (running) => {
  it('is shown in the notification area, and a notification tells why', async () => {
    const { desktop } = running();
    await untilTray(desktop, 'tray-error');
    const { window, notifications } = await desktop.until((model) => model.notifications.length > 0);
    assert.equal(window.isVisible, false);
    assert.deepEqual(
      notifications.map(({ title, buttons }) => ({ title, buttons })),
      [{ title: words.failed, buttons: [labels.start, words.show] }],
    );
    assert.match(notifications[0]?.body ?? '', /ERROR_PROCESS_ABORTED \(1067\)$/);
  });

  it('is looked at by a click on the notification', async () => {
    const { sigma, desktop } = running();
    await desktop.act({ kind: 'click-notification' });
    await desktop.until(({ window }) => window.isVisible);
    await sigma.untilShown('service', health.words.failed);
  });

  it('is started again by its button; that it crashes once more is one notification too many', async () => {
    const { sigma, desktop } = running();
    await desktop.act({ kind: 'click-notification', button: labels.start });
    await sigma.untilShown('service', health.words.healthy);
    await sigma.untilShown('service', health.words.failed);
    await untilTray(desktop, 'tray-error');
    assert.equal((await desktop.model()).notifications.length, 1);
  });

  it('keeps nobody from signing out: Sigma ends with the session', async () => {
    const { sigma, desktop } = running();
    await desktop.act({ kind: 'end-session' });
    assert.equal(await sigma.ended, 0);
  });
});

const BUSY: SigmaOptions = { switches: ['--hidden'], environment: { STAND_IN_BUSY_EXPLORER: '1' } };

describeDesktop(
  'an Explorer that is too busy to take the icon while the person signs in',
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

describeDesktop('what is chosen in the notification area and fails', FAILS, (running) => {
  it('brings the window, which tells of it', async () => {
    const { sigma, desktop } = running();
    await untilTrayItem(desktop, labels.start);
    await desktop.chooseFromTray(labels.start);
    await desktop.until(({ window }) => window.isVisible);
    await sigma.page.getByText(requests.failures.start).waitFor();
  });

  it('and Exit in the menu bar ends Sigma, by its key', async () => {
    const { sigma, desktop } = running();
    assert.equal((await desktop.menuItem(menu.file, menu.exit))?.keys, 'Ctrl+Q');
    // The page may be gone before the key is released.
    await sigma.page.keyboard.press('Control+q').catch(() => undefined);
    assert.equal(await sigma.ended, 0);
  });
});
