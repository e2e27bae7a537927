import { join } from 'node:path';
import { app, ipcMain, Menu, nativeTheme, protocol } from 'electron';
import { readAbout } from './about.ts';
import { serveFolder } from './app-files.ts';
import { APP_ID } from './app-id.ts';
import { bundledHelper } from './bundled-helper.ts';
import { chooseBridge } from './choose-bridge.ts';
import { thisComputer } from './computer.ts';
import { confineApp } from './confinement.ts';
import { Desktop } from './desktop/desktop.ts';
import { systemClock } from '../native-bridge/clock.ts';
import { exportMessages } from './export-messages.ts';
import { handleRequests, sendEvent } from './ipc-main.ts';
import { openLog } from '../native-bridge/log.ts';
import { LANGUAGES, speechFor, type Speech } from '../common/languages/languages.ts';
import { Monitor } from './monitor.ts';
import { APP_SCHEME, isOwnPage } from './own-page.ts';
import { requestHandlers } from './request-handlers.ts';
import { SettingsFile } from './settings-file.ts';
import { followStartWithWindows, keepStartWithWindows } from './start-with-windows.ts';
import { findUpdater } from './updates/find-updater.ts';
import { Updates } from './updates/updates.ts';
import { focusWindow, hideOnClose, openWindow, watchVisibility } from './window.ts';

confineApp(app);
protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true } }]);

if (app.requestSingleInstanceLock()) {
  app.whenReady().then(start).catch(fail);
} else {
  app.quit();
}

async function start(): Promise<void> {
  app.setAppUserModelId(APP_ID);
  Menu.setApplicationMenu(null);
  protocol.handle(APP_SCHEME, await serveFolder(join(import.meta.dirname, 'renderer')));
  const isHeadless = app.commandLine.hasSwitch('headless');
  const logFolder = join(app.getPath('userData'), 'logs');
  const log = openLog(join(logFolder, 'sigma.log'), 'created');
  const settingsFile = await SettingsFile.open({
    path: join(app.getPath('userData'), 'settings.json'),
    log,
    onChange: (before) => {
      nativeTheme.themeSource = settingsFile.settings.theme;
      followStartWithWindows(app, settingsFile.settings, before);
      updates.follow(settingsFile.settings);
      monitor.preferencesChanged();
    },
  });
  nativeTheme.themeSource = settingsFile.settings.theme;
  keepStartWithWindows(app, settingsFile.settings);
  const [{ bridge, close }, updater, helper] = await Promise.all([
    chooseBridge(process.platform, process.env),
    findUpdater(app),
    bundledHelper(helperPath(), import.meta.dirname),
  ]);

  // From here until the page's requests are handled nothing is waited for: it asks as soon as it is loaded.
  const preload = join(import.meta.dirname, 'preload.cjs');
  // Only Windows reads .ico files, and only they hold a drawing for each size.
  const icon = join(import.meta.dirname, process.platform === 'win32' ? 'sigma.ico' : 'sigma.png');
  const isHidden = isHeadless || app.commandLine.hasSwitch('hidden');
  const window = openWindow({ preload, icon, showsAtOnce: !isHidden, clock: systemClock, log });
  const contents = window.webContents;
  const desktop = new Desktop({
    window,
    clock: systemClock,
    pictureFolder: join(import.meta.dirname, 'health'),
    logFolder,
    isHeadless,
    send: (command) => {
      sendEvent(contents, 'command', command);
    },
  });
  const updates = new Updates({
    updater,
    clock: systemClock,
    log,
    onChange: () => {
      monitor.preferencesChanged();
    },
  });
  const monitor = new Monitor({
    bridge,
    clock: systemClock,
    log,
    helper,
    computer: thisComputer(),
    send: (batch) => {
      sendEvent(contents, 'batch', batch);
    },
    onView: (view) => {
      desktop.showView(view);
    },
    preferences: () => {
      const { settings, trouble } = settingsFile;
      return { settings, settingsTrouble: trouble, speech: currentSpeech(), updates: updates.state };
    },
  });
  handleRequests(
    ipcMain,
    requestHandlers({
      monitor,
      settingsFile,
      updates,
      desktop,
      exportMessages: (request) => exportMessages(request, window, LANGUAGES[currentSpeech().language].words),
      about: () => readAbout(join(import.meta.dirname, 'about.json'), logFolder),
      version: app.getVersion(),
    }),
    (event) => event.sender === contents && isOwnPage(event.senderFrame),
  );

  function currentSpeech(): Speech {
    return speechFor(settingsFile.settings.language, app.getPreferredSystemLanguages());
  }

  updates.follow(settingsFile.settings);
  watchVisibility(window, (isVisible) => {
    monitor.setVisible(isVisible || isHeadless);
  });
  // Windows ends the process as soon as the listeners have returned.
  window.on('session-end', () => {
    settingsFile.storeNow();
  });
  // Where nobody sees the tray, a hidden window would be gone for good.
  if (!isHeadless) {
    hideOnClose(window, () => {
      if (settingsFile.settings.trayExplained || !desktop.explainTray()) return;
      settingsFile.change({ trayExplained: true }).catch(console.error);
    });
  }
  app.on('second-instance', () => {
    if (!window.isDestroyed()) focusWindow(window);
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.once('will-quit', (event) => {
    event.preventDefault();
    end().catch(fail);
  });

  async function end(): Promise<void> {
    updates[Symbol.dispose]();
    desktop[Symbol.dispose]();
    await monitor[Symbol.asyncDispose]();
    await close();
    await settingsFile.flush();
    await log.flush();
    app.exit(0);
  }
}

/** SigmaSrv.exe lies beside the package, where its folder's access rights protect it. */
function helperPath(): string {
  const folder = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'out');
  return join(folder, 'service', 'SigmaSrv.exe');
}

function fail(error: unknown): void {
  console.error(error);
  app.exit(1);
}
