import { viewOf } from '../../common/view.ts';
import { knownBy, type Known } from '../unit/example-view.ts';
import { setTimeout } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { attachToWindow } from '../../build/app-window.ts';
import { chooseHost } from '../../build/choose-host.ts';
import { freePort } from '../../build/free-port.ts';
import { launchApp } from '../../build/launch-app.ts';
import type { Answer, Snapshot } from '../../common/ipc.ts';
import { UNCAUGHT_EXIT_CODE } from '../hosts/exit-codes.ts';
import { isRunning, withDescendants } from './process-tree.ts';
import { StandInDesktop, standInDesktopEnvironment } from './stand-in-desktop.ts';
import { SHOW_TIMEOUT_MS } from './until.ts';

export interface SigmaOptions {
  /** The value of SIGMA_SIMULATION. */
  readonly simulation?: string;
  /** A new folder by default, unless the app has a desktop. */
  readonly userDataFolder?: string;
  /** Where the stand-in for Electron reads the answers to dialogs, and records what was asked. */
  readonly dialogsFolder?: string;
  /** Whether it runs as if the user saw the desktop; see {@link SigmaApp.desktop}. */
  readonly withDesktop?: boolean;
  /** Added to the app's environment. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Added to the app's command line. */
  readonly switches?: readonly string[];
}

/** Whether the suite runs the main process on Windows under Wine, in the prefix that WINEPREFIX names. */
export const isWineSuite = process.env['SIGMA_E2E_WINE'] !== undefined;

/** How long an app may take to end before it is killed, in milliseconds. */
const END_TIMEOUT_MS = 10_000;

/** What the main process knows, with its view reduced to Sigma's own service. */
interface KnownSnapshot extends Omit<Snapshot, 'view'> {
  readonly view: Known;
}

/** A running Sigma and its window. Disposing it ends it, whatever its state. */
export interface SigmaApp extends AsyncDisposable {
  readonly page: Page;
  /** What is outside the page. @throws Error unless the app was started with a desktop */
  readonly desktop: StandInDesktop;
  readonly bridge: Known['bridge'];
  /** The exit code. */
  readonly ended: Promise<number>;
  /** A button; the toolbar's if a child window has one of the same name. */
  button(name: string): Locator;
  statusPart(part: 'text' | 'service' | 'last-message' | 'mailslot' | 'host'): Locator;
  /** Waits until a part of the status bar shows the text. */
  untilShown(
    part: 'text' | 'service' | 'last-message' | 'mailslot' | 'host',
    text: string | RegExp,
  ): Promise<void>;
  /** Waits until no request is running. */
  untilIdle(): Promise<void>;
  /** What the main process knows, as it sends it to the window. */
  snapshot(): Promise<KnownSnapshot>;
  /** Waits until the snapshot is as wanted. */
  untilSnapshot(isWanted: (snapshot: KnownSnapshot) => boolean): Promise<void>;
  /** The number of the latest status message; NaN before any. */
  latestNumber(): Promise<number>;
  /** Waits until the latest status message has this number or a greater one. */
  untilNumber(number: number): Promise<void>;
  /** Waits until a greater number is shown than the first one shown from now on. */
  untilNextNumber(): Promise<void>;
  /** The IDs of the app's processes on this system. */
  processIds(): Promise<number[]>;
  /** Closes the window, as the user does. @returns the exit code */
  close(): Promise<number>;
}

/**
 * Starts the app without building it, as `npm start -- --headless` does unless it has a desktop, and waits for its
 * window.
 */
export async function startSigma(options: SigmaOptions = {}): Promise<SigmaApp> {
  const host = await chooseHost({ isWine: isWineSuite });
  const { userDataFolder, withDesktop = false, switches = [] } = options;
  const desktopPort = withDesktop ? await freePort() : undefined;
  const app = await launchApp({
    host,
    isHeadless: !withDesktop,
    isWine: isWineSuite,
    environment: {
      SIGMA_SIMULATION: options.simulation ?? '',
      ...(options.dialogsFolder === undefined ? {} : { STAND_IN_DIALOGS: options.dialogsFolder }),
      ...(desktopPort === undefined ? {} : standInDesktopEnvironment(desktopPort)),
      ...options.environment,
    },
    switches,
    ...(userDataFolder === undefined ? {} : { userDataFolder }),
  });
  const page = await attachToWindow(app);
  const statusPart: SigmaApp['statusPart'] = (part) => page.locator(`footer [data-part="${part}"]`);

  async function latestNumber(): Promise<number> {
    const shown = await statusPart('last-message').innerText();
    return Number(/No\. (\d+)/.exec(shown)?.[1] ?? Number.NaN);
  }

  async function snapshot(): Promise<KnownSnapshot> {
    const answer = await page.evaluate<Answer<Snapshot>>('sigma.snapshot()');
    if (!answer.ok) throw new Error(`The window was not answered: ${JSON.stringify(answer)}`);
    return { ...answer.value, view: knownBy(viewOf(answer.value.view)) };
  }

  /** The page's waitForFunction cannot be used: it treats a promise as true. */
  async function until(holds: () => Promise<boolean>): Promise<void> {
    const deadline = AbortSignal.timeout(SHOW_TIMEOUT_MS);
    while (!(await holds())) await setTimeout(100, undefined, { signal: deadline });
  }

  async function untilNextNumber(): Promise<void> {
    let first: number | undefined;
    await until(async () => {
      const number = await latestNumber();
      // No number is shown while the newest message is another program's.
      if (!Number.isNaN(number)) first ??= number;
      return number > (first ?? Infinity);
    });
  }

  /** @returns undefined if the app has not ended by then */
  function exitCodeWithin(milliseconds: number): Promise<number | undefined> {
    return Promise.race([app.ended, setTimeout(milliseconds, undefined, { ref: false })]);
  }

  async function end(): Promise<void> {
    const processIds = await withDescendants(app.processId);
    // A hanging page does not close.
    page.close().catch(() => undefined);
    const code = await exitCodeWithin(END_TIMEOUT_MS);
    // Electron only reports such an error, and continues.
    if (code === UNCAUGHT_EXIT_CODE) throw new Error('An error in the main process was not caught');
    if (code !== undefined) return;
    for (const id of processIds) if (await isRunning(id)) process.kill(id, 'SIGKILL');
  }

  return {
    page,
    get desktop() {
      if (desktopPort === undefined) throw new Error('Sigma was started without a desktop');
      return new StandInDesktop(desktopPort);
    },
    bridge: (await snapshot()).view.bridge,
    ended: app.ended,
    statusPart,
    button: (name) => page.getByRole('button', { name, exact: true }).first(),
    async untilShown(part, text) {
      const wanted = statusPart(part).filter({ hasText: text });
      try {
        await wanted.waitFor({ timeout: SHOW_TIMEOUT_MS });
      } catch (error) {
        const shown = await page.locator('footer').innerText({ timeout: END_TIMEOUT_MS });
        throw new Error(`The status bar does not show ${String(text)} but: ${shown}`, { cause: error });
      }
    },
    async untilIdle() {
      await page
        .locator('.toolbar-area .progress-ring')
        .waitFor({ state: 'detached', timeout: SHOW_TIMEOUT_MS });
    },
    latestNumber,
    snapshot,
    untilSnapshot: (isWanted) => until(async () => isWanted(await snapshot())),
    untilNumber: (number) => until(async () => (await latestNumber()) >= number),
    untilNextNumber,
    processIds: () => withDescendants(app.processId),
    async close() {
      await page.close();
      const code = await exitCodeWithin(SHOW_TIMEOUT_MS);
      if (code === undefined) throw new Error('Sigma is still running although its window was closed');
      return code;
    },
    [Symbol.asyncDispose]: end,
  };
}
