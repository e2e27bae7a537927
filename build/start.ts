import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { attachToWindow, quit, toolbarButton } from './app-window.ts';
import { buildAppWithService } from './app-with-service.ts';
import { buildApp } from './app.ts';
import { chooseHost, type Host } from './choose-host.ts';
import { launchApp, type LaunchedApp } from './launch-app.ts';
import { EXIT_USAGE } from './run.ts';
import { parseStartArguments, USAGE, type StartArguments } from './start-arguments.ts';
import { followStatusBar } from './status-lines.ts';
import { missingText, WINE } from './tools.ts';
import { installWindowsAddon } from './windows-addon.ts';

/** `npm start`: builds and runs Sigma. */

process.exitCode = await main(process.argv.slice(2));

async function main(given: readonly string[]): Promise<number> {
  let options: StartArguments | undefined;
  try {
    options = parseStartArguments(given);
  } catch (error) {
    tell(error);
    console.error(`\n${USAGE}`);
    return EXIT_USAGE;
  }
  if (options === undefined) {
    console.log(USAGE);
    return 0;
  }
  try {
    return await start(options);
  } catch (error) {
    tell(error);
    return 1;
  }
}

function tell(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
}

/** @returns the app's exit code */
async function start(options: StartArguments): Promise<number> {
  const { isHeadless, isWine } = options;
  if (isWine && WINE.find() === undefined) throw new Error(missingText(WINE));
  const host = await chooseHost({ isWine });
  await build(isWine);
  announce(host, isWine);
  const app = await launchApp({ host, isHeadless, isWine });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, app.kill);
  try {
    if (isHeadless || options.exitAfterSeconds !== undefined || options.screenshot !== undefined) {
      await attend(app, await attachToWindow(app), options);
    }
    const code = await app.ended;
    if (code !== 0) console.error(`Sigma ended with exit code ${code}.`);
    return code;
  } finally {
    app.kill();
    await app.ended;
  }
}

async function build(isWine: boolean): Promise<void> {
  const isReal = isWine || process.platform === 'win32';
  if (isReal) await installWindowsAddon();
  await (isReal ? buildAppWithService() : buildApp());
}

function announce(host: Host, isWine: boolean): void {
  const name = host.kind === 'electron' ? 'Electron' : `the stand-in host (${host.reason})`;
  const isReal = isWine || process.platform === 'win32';
  const bridge = isReal ? "the system's own services and mailslots" : 'a simulated service and mailslot';
  console.log(`Sigma runs on ${name}, with ${bridge}.`);
}

/** Attends to the window until it is closed, by this command or by the user. */
async function attend(app: LaunchedApp, page: Page, options: StartArguments): Promise<void> {
  const { isHeadless, isWine, exitAfterSeconds, screenshot } = options;
  if (isHeadless) {
    await followStatusBar(page, (line) => {
      console.log(line);
    });
    const isOwnWindows = isWine && process.env['WINEPREFIX'] === undefined;
    if (isOwnWindows) await Promise.race([app.ended, installAndStart(page)]);
  }
  const isTimeUp =
    exitAfterSeconds === undefined ? [] : [setTimeout(exitAfterSeconds * 1000, undefined, { ref: false })];
  await Promise.race([app.ended, ...isTimeUp]);
  if (page.isClosed()) return;
  if (screenshot !== undefined) await page.screenshot({ path: screenshot });
  await quit(page);
}

/** In a fresh Windows without a display, nobody else presses the buttons. */
async function installAndStart(page: Page): Promise<void> {
  const service = page.locator('[data-part="service"]');
  await service.filter({ hasNotText: 'Unknown' }).waitFor();
  const state = await service.innerText();
  const missing = state === 'Not installed' ? ['Install service', 'Start'] : ['Start'];
  for (const name of state === 'Running' ? [] : missing) {
    console.log(`The service does not run here yet, and nobody sees this window: pressing "${name}".`);
    await toolbarButton(page, name).click();
  }
}
