import { join } from 'node:path';
import { app, Menu, nativeTheme, protocol } from 'electron';
import { serveFolder } from './app-files.ts';
import { chooseBridge } from './choose-bridge.ts';
import { thisComputer } from './computer.ts';
import { systemClock } from '../native-bridge/clock.ts';
import { exportMessages } from './export-messages.ts';
import { handleRequests, sendEvent } from './ipc-main.ts';
import { openLog } from '../native-bridge/log.ts';
import { LANGUAGES, speechFor, type Speech } from '../common/languages/languages.ts';
import type { Settings } from '../common/settings.ts';
import { Monitor } from './monitor.ts';
import { SettingsFile } from './settings-file.ts';
import { APP_HOST, APP_SCHEME, focusWindow, isOwnPage, openWindow, watchVisibility } from './window.ts';

protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true } }]);

if (app.requestSingleInstanceLock()) {
  app.whenReady().then(start).catch(fail);
} else {
  app.quit();
}

async function start(): Promise<void> {
  Menu.setApplicationMenu(null);
  protocol.handle(APP_SCHEME, await serveFolder(join(import.meta.dirname, 'renderer'), APP_HOST));
  const isHeadless = app.commandLine.hasSwitch('headless');
  const log = openLog(join(app.getPath('userData'), 'logs', 'sigma.log'), 'created');
  const settingsFile = await SettingsFile.open({
    path: join(app.getPath('userData'), 'settings.json'),
    log,
    onChange: () => {
      applySettings(settingsFile.settings);
      monitor.preferencesChanged();
    },
  });
  applySettings(settingsFile.settings);
  const { bridge, close } = await chooseBridge(process.platform, process.env);

  const preload = join(import.meta.dirname, 'preload.cjs');
  // Only Windows reads .ico files, and only they hold a drawing for each size.
  const icon = join(import.meta.dirname, process.platform === 'win32' ? 'sigma.ico' : 'sigma.png');
  const window = openWindow({ preload, icon, isHeadless });
  const contents = window.webContents;
  const monitor = new Monitor({
    bridge,
    clock: systemClock,
    log,
    helperPath: helperPath(),
    computer: thisComputer(),
    send: (batch) => {
      sendEvent(contents, 'batch', batch);
    },
    preferences: () => {
      const { settings, setAside } = settingsFile;
      return { settings, settingsSetAside: setAside, speech: currentSpeech() };
    },
  });
  handleRequests(
    {
      exportMessages: (request) => {
        const { words } = LANGUAGES[currentSpeech().language];
        return exportMessages(request, window, words);
      },
      snapshot: () => monitor.snapshot(),
      perform: (operation) => monitor.perform(operation),
      setPostInterval: (intervalMs) => monitor.setPostInterval(intervalMs),
      leave: () => {
        monitor.leave();
        return undefined;
      },
      refresh: async () => {
        await monitor.refresh();
        return undefined;
      },
      changeSettings: async (change) => {
        await settingsFile.change(change);
        return undefined;
      },
    },
    (event) => event.sender === contents && isOwnPage(event.senderFrame),
  );

  function currentSpeech(): Speech {
    return speechFor(settingsFile.settings.language, app.getPreferredSystemLanguages());
  }

  watchVisibility(window, (isVisible) => {
    monitor.setVisible(isVisible || isHeadless);
  });
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
    await monitor[Symbol.asyncDispose]();
    await close();
    await settingsFile.flush();
    await log.flush();
    app.exit(0);
  }
}

function applySettings({ theme }: Settings): void {
  nativeTheme.themeSource = theme;
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
