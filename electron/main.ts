import { join } from 'node:path';
import { app, dialog, ipcMain, Menu, nativeTheme, protocol, shell, type Session } from 'electron';
import { readAbout } from './about.ts';
import { serveFolder } from './app-files.ts';
import { bundledHelper } from './bundled-helper.ts';
import { chooseBridge } from './choose-bridge.ts';
import { thisComputer } from '../engine/watch/computer.ts';
import { confirmInDialog } from './confirm.ts';
import { confineApp, APP_SCHEME, isOwnPage } from './confinement.ts';
import { Desktop } from './desktop/desktop.ts';
import { Ending } from './ending.ts';
import { delay, systemClock } from '../native-bridge/clock.ts';
import { Exports } from './exports.ts';
import { Failures } from './failures.ts';
import { identifyApp, followStartWithWindows, keepStartWithWindows } from './app-in-windows.ts';
import { handleRequests, sendEvent } from './ipc-main.ts';
import { openLog, type Log } from '../engine/log.ts';
import { LANGUAGES, speechFor, type Speech } from '../common/languages/languages.ts';
import { SERVICE_EXECUTABLE } from '../common/product.ts';
import { Monitor } from '../engine/monitor.ts';
import { placesOf } from '../engine/registration/context.ts';
import { promptOwner } from './prompt-owner.ts';
import { requestHandlers } from './request-handlers.ts';
import { SettingsFile } from './settings-file.ts';
import { findUpdater } from './updates/find-updater.ts';
import type { InstallerTools } from './updates/nsis-updates.ts';
import { Updates } from './updates/updates.ts';
import { focusWindow, hideOnClose, openWindow, watchVisibility } from './window.ts';
import { WindowPlaceFile } from './window-place.ts';

/** How long the browser may take to write what the page stores, in milliseconds: it is little. */
const STORAGE_PATIENCE_MS = 250;

/** How long Sigma may take to end once an update is being installed, which would end it after 10 s. In milliseconds. */
const QUITTING_MS = 10_000;

/** One log for everything, opened before anything can fail. */
const logFolder = join(app.getPath('userData'), 'logs');
const logFile = join(logFolder, 'sigma.log');
const isHeadless = app.commandLine.hasSwitch('headless');

if (app.requestSingleInstanceLock()) {
  const log = openLog(logFile, 'created');
  const failures = new Failures({
    ...{ log, logFile, isHeadless },
    clock: systemClock,
    // The settings may be what could not be read.
    words: () => LANGUAGES[speechFor('system', app.getPreferredSystemLanguages()).language].words,
    showErrorBox: (title, content) => {
      dialog.showErrorBox(title, content);
    },
  });
  failures.watch(process);
  const ending = new Ending({
    clock: systemClock,
    onFailure: (error) => failures.note('unexpected', error),
    exit: (code) => {
      app.exit(code);
    },
  });
  ending.owned.defer(() => log.flush());
  app.on('will-quit', (event) => {
    event.preventDefault();
    void ending.begin(0);
  });
  start(log, ending).catch((error: unknown) => ending.begin(1, () => failures.tell('start', error)));
} else {
  app.quit();
}

async function start(log: Log, { owned }: Ending): Promise<void> {
  confineApp(app);
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true } },
  ]);
  await app.whenReady();
  identifyApp(app);
  Menu.setApplicationMenu(null);
  protocol.handle(APP_SCHEME, await serveFolder(join(import.meta.dirname, 'renderer')));
  const settingsFile = await SettingsFile.open({
    path: join(app.getPath('userData'), 'settings.json'),
    log,
    clock: systemClock,
    onChange: (before) => {
      nativeTheme.themeSource = settingsFile.settings.theme;
      if (before === undefined) keepAmongStartupApps();
      else followStartWithWindows(app, settingsFile.settings, before);
      followUpdates();
      monitor.preferencesChanged();
    },
  });
  owned.defer(() => settingsFile.flush());
  nativeTheme.themeSource = settingsFile.settings.theme;
  const [{ bridge, close }, updater, helper] = await Promise.all([
    chooseBridge(process.platform, process.env),
    findUpdater(app, (): InstallerTools => ({
      installers: bridge.installers,
      elevation: bridge.elevation,
      helper,
      promptOwner: () => promptOwner(window),
      alone: (work) =>
        monitor.alone('install-update', async () => {
          await work();
          // Nothing else begins while Sigma is ending.
          await delay(systemClock, QUITTING_MS);
        }),
    })),
    bundledHelper(helperPath(), import.meta.dirname),
  ]);
  owned.defer(close);
  keepAmongStartupApps();
  // Electron's last event. After it, Node would wait for its threads, one of which may hang and keep the mailslot.
  app.on('quit', (_event, exitCode) => {
    bridge.endProcess(exitCode);
  });

  // Nothing may be awaited until the page's requests are handled, because it makes them as soon as it is loaded.
  const preload = join(import.meta.dirname, 'preload.cjs');
  // Only Windows reads .ico files, which have a drawing for each size.
  const icon = join(import.meta.dirname, process.platform === 'win32' ? 'sigma.ico' : 'sigma.png');
  const isHidden = isHeadless || app.commandLine.hasSwitch('hidden');
  const placeFile = new WindowPlaceFile(join(app.getPath('userData'), 'window.json'), log);
  const window = openWindow({ placeFile, preload, icon, showsAtOnce: !isHidden, clock: systemClock, log });
  const contents = window.webContents;
  const { session } = contents;
  owned.defer(() => keepStorage(session));
  const desktop = new Desktop({
    window,
    clock: systemClock,
    pictureFolder: join(import.meta.dirname, 'health'),
    logFolder,
    serviceLogFolder: () => placesOf(bridge.files).logFolder,
    isHeadless,
    registerWindowMessage: (name) => bridge.registerWindowMessage(name),
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
    date: Date.now,
    log,
    helper,
    computer: thisComputer(),
    promptOwner: () => promptOwner(window),
    confirm: (confirmation, signal) =>
      confirmInDialog(confirmation, signal, {
        words: () => LANGUAGES[currentSpeech().language].words,
        // A window that can't be seen would hide its dialog.
        showMessageBox: (options) =>
          window.isDestroyed() || !window.isVisible()
            ? dialog.showMessageBox(options)
            : dialog.showMessageBox(window, options),
      }),
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
  owned.use(monitor);
  owned.use(desktop);
  owned.use(updates);
  handleRequests(
    ipcMain,
    requestHandlers({
      monitor,
      settingsFile,
      updates,
      desktop,
      exports: new Exports({
        showSaveDialog: (options) => dialog.showSaveDialog(window, options),
        showInFolder: (path) => {
          shell.showItemInFolder(path);
        },
        words: () => LANGUAGES[currentSpeech().language].words,
        clock: systemClock,
      }),
      about: () => readAbout(join(import.meta.dirname, 'about.json'), logFolder),
      version: app.getVersion(),
    }),
    (event) => event.sender === contents && isOwnPage(event.senderFrame),
  );

  function currentSpeech(): Speech {
    return speechFor(
      settingsFile.settings.language,
      app.getPreferredSystemLanguages(),
      app.getSystemLocale(),
    );
  }

  function keepAmongStartupApps(): void {
    keepStartWithWindows(app, settingsFile.settings, (name) => bridge.isStartupSwitchedOff(name));
  }

  /** Until the settings can be read, the user may have switched updates off. */
  function followUpdates(): void {
    if (settingsFile.isRead) updates.follow(settingsFile.settings);
  }

  followUpdates();
  settingsFile.keepReading();
  watchVisibility(window, (isVisible) => {
    monitor.setVisible(isVisible || isHeadless);
  });
  // Electron ends the process as soon as the listeners have returned, unless the app has begun to quit.
  window.on('session-end', () => {
    settingsFile.storeNow();
  });
  // Without a visible tray, a hidden window would be lost.
  if (!isHeadless) {
    hideOnClose(window, () => {
      if (settingsFile.settings.trayExplained || !desktop.explainTray()) return;
      settingsFile.change({ trayExplained: true }).catch((error: unknown) => {
        log.write('settings-not-stored', { reason: String(error) });
      });
    });
  }
  app.on('second-instance', () => {
    if (!window.isDestroyed()) focusWindow(window);
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
}

/** The helper lies beside the package, where its folder's access list protects it. */
function helperPath(): string {
  const folder = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'out');
  return join(folder, 'service', SERVICE_EXECUTABLE);
}

/** Makes the browser write what the page stores (the layout); it does not report when it has finished. */
async function keepStorage(session: Session): Promise<void> {
  session.flushStorageData();
  await delay(systemClock, STORAGE_PATIENCE_MS);
}
