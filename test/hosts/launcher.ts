import { lstatSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM, HEADLESS_BROWSER, missingText } from '../../build/tools.ts';
import { Chromium } from './chromium.ts';
import { parseLauncherArguments } from './launcher-arguments.ts';
import { runMainNatively, runMainUnderWine, type MainProcess } from './main-process.ts';

/**
 * The stand-in for Electron's executable: `electron APP-FOLDER [switches]`. Starts a browser for the window
 * and Node for the main process, and ends both when either has ended. Its exit code is the main process's.
 */

/** How long the main process may take to end after its window, and the browser after the main process. */
const PATIENCE_MS = 5000;

process.exitCode = await launch();

async function launch(): Promise<number> {
  const given = parseLauncherArguments(process.argv.slice(2), process.env);
  const browserTool = given.isHeadless ? HEADLESS_BROWSER : CHROMIUM;
  const executable = browserTool.find();
  if (executable === undefined) {
    console.error(missingText(browserTool));
    return 1;
  }
  const folder = await mkdtemp(join(tmpdir(), 'sigma-stand-in-'));
  try {
    const browser = await Chromium.start({
      executable,
      folder: profileFolder(given.userDataFolder) ?? join(folder, 'browser'),
      ...given,
    });
    closeOnSignal(browser);
    try {
      const start = process.env['SIGMA_HOST_WINE'] === '1' ? runMainUnderWine : runMainNatively;
      const main = await start({ folder, browserEndpoint: browser.endpoint, ...given });
      endTogether(browser, main);
      return await main.exitCode;
    } finally {
      await browser.close(PATIENCE_MS);
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * @returns the folder in which the browser stores its data (the layout), as Electron's does; undefined if the browser
 * of a running instance uses that folder, because it would take over this window
 */
function profileFolder(userDataFolder: string | undefined): string | undefined {
  if (userDataFolder === undefined) return undefined;
  const folder = join(userDataFolder, 'Browser');
  return lstatSync(join(folder, 'SingletonLock'), { throwIfNoEntry: false }) === undefined
    ? folder
    : undefined;
}

/**
 * From now on a signal closes the window, even while a Wine prefix is still being created, and everything else ends
 * after that.
 */
function closeOnSignal(browser: Chromium): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      void browser.close(PATIENCE_MS);
    });
  }
}

/** The main process ends on its own when the browser is gone, and is killed if it does not. */
function endTogether(browser: Chromium, main: MainProcess): void {
  void browser.ended.then(() => {
    setTimeout(() => {
      main.kill();
    }, PATIENCE_MS).unref();
  });
}
