import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { nameHelper } from '../app-with-service.ts';
import { buildApp } from '../app.ts';
import { bundleTests, type TestSuite } from '../bundle.ts';
import { buildServiceExecutable } from '../service-executable.ts';
import { HEADLESS_BROWSER, MINGW, MINGW_32, NSIS, OSSLSIGNCODE, WINE } from '../tools.ts';
import { wineCommand } from '../wine-root.ts';
import { installWindowsAddon } from '../windows-addon.ts';
import { filesWithLongForm, isLongRun } from './long-tests.ts';
import { compilePeers } from './native-programs.ts';
import { runNodeTests } from './node-tests.ts';
import type { Counts, Suite, SuiteContext } from './suite-result.ts';
import { besideWine, here, insideWine, type TestPlace } from './test-places.ts';

const MINUTE_MS = 60_000;

/** Extra minutes for starting, and for the last round. */
const SOAK_ROOM_MINUTES = 15;

const isWindows = process.platform === 'win32';

/** A suite of files of tests. */
interface ProgramSuite extends Pick<Suite, 'name' | 'changesComputer' | 'tools'> {
  readonly folder: TestSuite;
  /** @param index the file's place among those of the folder */
  readonly isWanted?: (name: string, index: number) => boolean;
  readonly build?: () => Promise<unknown>;
  readonly place: () => TestPlace;
  /** Whether a file that fails runs once more: if a window, a display or Wine can be at fault. */
  readonly isRetried: boolean;
  readonly atOnce?: number;
  readonly minutes: Minutes;
  /** The time limits of the long forms, if they are longer. */
  readonly longMinutes?: Minutes;
}

/** How long one file, and how long all of them, may take, in minutes. */
interface Minutes {
  readonly file: number;
  readonly suite: number;
}

/** What is independent of the operating system. */
export const UNIT = programSuite({
  ...{ name: 'unit', folder: 'unit', tools: [] },
  place: here,
  isRetried: false,
  atOnce: Math.max(1, availableParallelism() - 1),
  minutes: { file: 3, suite: 10 },
  longMinutes: { file: 15, suite: 30 },
});

/** Each is built once in a run, by the first suite that needs it. */
const app = once(buildApp);
const service = once(buildServiceExecutable);

/** The built window, or a part of it, in a browser, without the app. */
export const COMPONENTS = programSuite({
  ...{ name: 'components', folder: 'components', tools: [HEADLESS_BROWSER] },
  build: app,
  place: here,
  isRetried: false,
  minutes: { file: 3, suite: 10 },
});

/** The package for Windows, without installers; if Electron for Windows is missing, on a stand-in for it. */
export const DIST = programSuite({
  ...{ name: 'dist', folder: 'dist', tools: isWindows ? [] : [OSSLSIGNCODE] },
  isWanted: (file) => !isInstallerTest(file),
  build: app,
  place: here,
  isRetried: false,
  minutes: { file: 5, suite: 10 },
});

/**
 * The installers, run: on Windows those made by `npm run dist`, which changes the computer; elsewhere ones with a
 * stand-in for Electron, made for the tests and run under Wine.
 */
export const INSTALLER = programSuite({
  ...{ name: 'installer', folder: 'dist', changesComputer: isWindows },
  tools: isWindows ? [MINGW] : [WINE, NSIS, MINGW, MINGW_32],
  isWanted: isInstallerTest,
  build: async () => {
    if (isWindows) return;
    await wineCommand();
    await app();
    await service();
  },
  place: here,
  // On Windows, what the first run has left would be in the way.
  isRetried: !isWindows,
  minutes: { file: 15, suite: 20 },
});

function isInstallerTest(file: string): boolean {
  return file.startsWith('installer');
}

/** The Windows half for real: on Windows, or under Wine in two fresh prefixes, side by side. */
export const WIN32: readonly Suite[] = isWindows
  ? [windowsHalf({ name: 'win32', changesComputer: true, tools: [MINGW], place: here })]
  : [0, 1].map((part) =>
      windowsHalf({
        ...{ name: `win32 wine ${String(part + 1)}`, tools: [WINE, MINGW, OSSLSIGNCODE], place: insideWine },
        isWanted: (_, index) => index % 2 === part,
      }),
    );

function windowsHalf(
  suite: Pick<ProgramSuite, 'name' | 'changesComputer' | 'tools' | 'isWanted' | 'place'>,
): Suite {
  return programSuite({
    ...suite,
    folder: 'win32',
    build: buildWindowsPrograms,
    isRetried: true,
    minutes: { file: 5, suite: 25 },
    longMinutes: { file: 20, suite: 45 },
  });
}

/** The window with this system's own bridge. */
export const E2E = endToEnd({ name: isWindows ? 'e2e' : 'e2e simulated', isWine: false });

/** The window, with its main process under Wine. */
export const E2E_WINE = endToEnd({ name: 'e2e wine', isWine: true });

/**
 * Everything that can happen to Sigma, again and again, for a number of minutes; part of the window's tests, for long
 * runs.
 */
export function soak(minutes: number): Suite {
  return endToEnd({
    ...{ name: 'soak', isWine: !isWindows },
    env: { SIGMA_SOAK_MINUTES: String(minutes) },
    isWanted: (file) => file.startsWith('real-soak'),
    isRetried: false,
    minutes: { file: minutes + SOAK_ROOM_MINUTES, suite: minutes + SOAK_ROOM_MINUTES },
  });
}

interface EndToEnd extends Partial<Pick<ProgramSuite, 'isWanted' | 'isRetried' | 'minutes'>> {
  readonly name: string;
  readonly isWine: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

/** The tests start Sigma themselves, one after the other, because a mailslot's name exists once. */
function endToEnd({ name, isWine, env = {}, isWanted = () => true, ...others }: EndToEnd): Suite {
  const isReal = isWindows || isWine;
  // The beginning of a file's name says where it applies; any other file runs everywhere.
  const elsewhere = isReal ? 'simulated' : 'real-';
  const windowsTools = isWindows ? [MINGW] : [];
  return programSuite({
    ...{ name, folder: 'e2e', changesComputer: isWindows },
    tools: [HEADLESS_BROWSER, ...(isWine ? [WINE, MINGW, OSSLSIGNCODE] : windowsTools)],
    isWanted: (file, index) => !file.startsWith(elsewhere) && isWanted(file, index),
    build: isReal ? buildWindowsApp : app,
    place: () => (isWine ? besideWine({ SIGMA_E2E_WINE: '1', ...env }) : here(env)),
    isRetried: true,
    minutes: { file: 8, suite: 40 },
    longMinutes: { file: 50, suite: 120 },
    ...others,
  });
}

async function buildWindowsApp(): Promise<void> {
  await buildWindowsPrograms();
  await app();
  await nameHelper();
}

/** Wine is downloaded when it is first needed. */
async function buildWindowsPrograms(): Promise<void> {
  if (!isWindows) await wineCommand();
  await installWindowsAddon();
  await service();
  await compilePeers();
}

function programSuite({ name, changesComputer = false, tools, ...suite }: ProgramSuite): Suite {
  const { folder, isWanted = () => true } = suite;
  const minutes = (): Minutes => (isLongRun() ? suite.longMinutes : undefined) ?? suite.minutes;
  async function files(): Promise<string[]> {
    return (await bundledTests(folder)).filter((file, index) => isWanted(basename(file), index));
  }
  return {
    ...{ name, changesComputer, tools },
    timeoutMs: () => minutes().suite * MINUTE_MS,
    async prepare() {
      await suite.build?.();
      await bundledTests(folder);
    },
    async run(context) {
      const wanted = isLongRun() ? await filesWithLongForm(folder, await files()) : await files();
      if (isLongRun() && wanted.length === 0) return { ...NOTHING, note: 'nothing here has a long form' };
      return runSuiteFiles(wanted, { ...suite, name, minutes: minutes() }, context);
    },
  };
}

const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 };

function runSuiteFiles(
  files: readonly string[],
  suite: Pick<ProgramSuite, 'name' | 'place' | 'isRetried' | 'atOnce' | 'minutes'>,
  context: SuiteContext,
): Promise<Counts> {
  const fileMs = suite.minutes.file * MINUTE_MS;
  return runNodeTests(files, {
    ...context,
    reports: isLongRun() ? `${suite.name} long` : suite.name,
    place: suite.place(),
    isRetried: suite.isRetried,
    atOnce: suite.atOnce ?? 1,
    bounds: { test: fileMs - Math.min(fileMs / 4, CLEAR_UP_MS), file: fileMs },
  });
}

/** How much of its file's time a hanging test or hook leaves to the others, among other things to clean up. */
const CLEAR_UP_MS = 5 * MINUTE_MS;

const bundled = new Map<TestSuite, Promise<string[]>>();

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** Bundles the tests once in a run: two suites may use files of the same folder, and run side by side. */
function bundledTests(folder: TestSuite): Promise<string[]> {
  const files = bundled.get(folder) ?? bundleTests(folder);
  bundled.set(folder, files);
  return files;
}
