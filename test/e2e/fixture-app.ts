import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { chooseHost } from '../../build/choose-host.ts';
import { freePort } from '../../build/free-port.ts';
import { ROOT } from '../../build/paths.ts';
import { exitCode } from '../../build/run.ts';
import { isWineSuite } from './sigma-app.ts';
import { StandInDesktop, standInDesktopEnvironment } from './stand-in-desktop.ts';

const hasStandIn =
  !isWineSuite && process.platform !== 'win32' && (await chooseHost({ isWine: false })).kind === 'stand-in';

/**
 * Describes tests of the stand-in, or of what only the stand-in shows. If Electron runs the window's tests, they are
 * listed as skipped.
 */
export function describeStandIn(name: string, define: () => void): void {
  if (hasStandIn) describe(name, { timeout: 180_000 }, define);
  else it(name, { skip: 'Electron is installed, and this tests the stand-in for it' });
}

/** How long the fixture may take to start, in milliseconds. */
const START_TIMEOUT_MS = 30_000;
/** How long the fixture may take to end, in milliseconds. */
const END_TIMEOUT_MS = 20_000;

const LAUNCHER = join(ROOT, 'test', 'hosts', 'launcher.ts');
const FIXTURE = join(ROOT, 'test', 'hosts', 'fixture');

interface FixtureOptions {
  /** A temporary folder by default. */
  readonly userDataFolder?: string;
  /** The resources of a packaged app; undefined for an app that is not packaged. */
  readonly resources?: string;
}

/** The app in test/hosts/fixture, running in the stand-in for Electron. Disposing it ends the app. */
export interface FixtureApp extends AsyncDisposable {
  readonly page: Page;
  readonly desktop: StandInDesktop;
  readonly userDataFolder: string;
  /** Settles with the exit code once everything has ended. */
  readonly ended: Promise<number>;
  /** What main and the browser have written so far. */
  readonly output: () => string;
  /** Runs code in main, with `electron`, `window` and `heard`. @returns the code's result, as IPC carries it */
  inMain(code: string): Promise<unknown>;
  /** Runs an expression in the page. */
  inPage(expression: string): Promise<unknown>;
}

/** Starts only the process, for an instance that may show no window. */
export async function spawnFixture(options: FixtureOptions = {}) {
  const temporary = options.userDataFolder ?? (await mkdtemp(join(tmpdir(), 'stand-in-fixture-')));
  const [debuggingPort, desktopPort] = [await freePort(), await freePort()];
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      LAUNCHER,
      FIXTURE,
      `--remote-debugging-port=${debuggingPort}`,
      `--user-data-dir=${temporary}`,
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...standInDesktopEnvironment(desktopPort),
        ...(options.resources === undefined ? {} : { STAND_IN_PACKAGED: options.resources }),
      },
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const ended = exitCode(child).finally(async () => {
    if (options.userDataFolder === undefined) await rm(temporary, { recursive: true, force: true });
  });
  return { child, debuggingPort, desktopPort, ended, output: () => output, userDataFolder: temporary };
}

export async function startFixture(options: FixtureOptions = {}): Promise<FixtureApp> {
  const { child, debuggingPort, desktopPort, ended, output, userDataFolder } = await spawnFixture(options);
  const page = await findPage(debuggingPort).catch((error: unknown) => {
    child.kill('SIGTERM');
    throw new Error(`The fixture did not start:\n${output()}`, { cause: error });
  });
  return {
    page,
    desktop: new StandInDesktop(desktopPort),
    userDataFolder,
    ended,
    output,
    inMain: (code) => page.evaluate(`fixture.inMain(${JSON.stringify(code)})`),
    inPage: (expression) => page.evaluate(expression),
    async [Symbol.asyncDispose]() {
      await page.close().catch(() => undefined);
      const deadline = setTimeout(END_TIMEOUT_MS, 'late' as const, { ref: false });
      if ((await Promise.race([ended, deadline])) !== 'late') return;
      child.kill('SIGKILL');
      throw new Error(`The fixture did not end:\n${output()}`);
    },
  };
}

async function findPage(port: number): Promise<Page> {
  const signal = AbortSignal.timeout(START_TIMEOUT_MS);
  const address = `http://127.0.0.1:${port}`;
  for (;;) {
    const isThere = await fetch(`${address}/json/version`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) break;
    await setTimeout(50, undefined, { signal });
  }
  const browser = await chromium.connectOverCDP(address);
  for (;;) {
    const page = browser.contexts()[0]?.pages()[0];
    if (page !== undefined) {
      await page.waitForFunction('globalThis.fixture !== undefined', undefined, {
        timeout: START_TIMEOUT_MS,
      });
      return page;
    }
    await setTimeout(50, undefined, { signal });
  }
}
