import { basename } from 'node:path';
import { buildAppWithService } from '../app-with-service.ts';
import { buildApp } from '../app.ts';
import { bundleTests } from '../bundle.ts';
import { buildServiceExecutable } from '../service-executable.ts';
import { CHROMIUM, MINGW, NSIS, WINE } from '../tools.ts';
import { installWindowsAddon } from '../windows-addon.ts';
import { WinePrefix } from '../wine.ts';
import { ONE_PROCESS, runNodeTests, runNodeTestsUnderWine, type NodeTestOptions } from './node-tests.ts';
import { compilePeers } from './native-programs.ts';
import type { Counts, Suite } from './suite-result.ts';

/** For the start, and the round that is under way at the end. */
const SOAK_ROOM_MINUTES = 15;
const SOAK_FILES = (name: string): boolean => name.startsWith('real-soak');

const isWindows = process.platform === 'win32';

/** What knows no operating system. */
export const UNIT: Suite = {
  name: 'unit',
  tools: [],
  run: async (signal) => runNodeTests(await bundleTests('unit'), { name: 'unit', signal }),
};

/** The package for Windows, without installers: where Electron for Windows is not here, on a stand-in for it. */
export const DIST: Suite = {
  name: 'dist',
  tools: [],
  run: async (signal) =>
    runNodeTests(await distTests((file) => !isInstallerTest(file)), { name: 'dist', signal }),
};

/** The installer's own script, in an installer that NSIS alone can make: it installs a service, so only under Wine. */
export const DIST_WINE: Suite = {
  name: 'dist wine',
  tools: [WINE, NSIS, MINGW],
  run: async (signal) => {
    await buildServiceExecutable();
    return runNodeTests(await distTests(isInstallerTest), { name: 'dist wine', signal });
  },
};

async function distTests(isWanted: (file: string) => boolean): Promise<string[]> {
  return (await bundleTests('dist')).filter(isWanted);
}

function isInstallerTest(file: string): boolean {
  return basename(file).startsWith('installer');
}

/** The Windows half for real: on Windows, or in a fresh Windows under Wine. */
export const WIN32: Suite = {
  name: isWindows ? 'win32' : 'win32 wine',
  tools: isWindows ? [MINGW] : [WINE, MINGW],
  run: async (signal) => {
    await buildWindowsPrograms();
    const files = await bundleTests('win32');
    if (isWindows) return runNodeTests(files, { name: 'win32', flags: [ONE_PROCESS], signal });
    return inTemporaryPrefix((prefix) => runNodeTestsUnderWine(prefix, files, { name: 'win32', signal }));
  },
};

/** The window, with the bridge that this system has by itself. */
export const E2E: Suite = {
  name: isWindows ? 'e2e' : 'e2e simulated',
  tools: [CHROMIUM],
  run: async (signal) => {
    if (isWindows) await buildWindowsPrograms();
    return runEndToEnd({ name: 'e2e', signal });
  },
};

/** The window, with its main process under Wine. */
export const E2E_WINE: Suite = {
  name: 'e2e wine',
  tools: [CHROMIUM, WINE, MINGW],
  run: async (signal) => {
    await buildWindowsPrograms();
    return inTemporaryPrefix((prefix) =>
      runEndToEnd({ name: 'e2e wine', signal, env: { SIGMA_E2E_WINE: '1', WINEPREFIX: prefix.path } }),
    );
  },
};

/** All that can happen to Sigma, again and again, for a number of minutes; a part of the window's tests, for long runs. */
export function soak(minutes: number): Suite {
  const env = { SIGMA_SOAK_MINUTES: String(minutes) };
  const options = { name: 'soak', timeoutMs: (minutes + SOAK_ROOM_MINUTES) * 60_000 };
  return {
    name: 'soak',
    tools: isWindows ? [CHROMIUM, MINGW] : [CHROMIUM, WINE, MINGW],
    run: async (signal) => {
      await buildWindowsPrograms();
      if (isWindows) return runEndToEnd({ ...options, signal, env }, SOAK_FILES);
      return inTemporaryPrefix((prefix) => {
        const wine = { SIGMA_E2E_WINE: '1', WINEPREFIX: prefix.path };
        return runEndToEnd({ ...options, signal, env: { ...env, ...wine } }, SOAK_FILES);
      });
    },
  };
}

/** The tests start Sigma themselves, one after the other: a mailslot's name exists once. */
async function runEndToEnd(
  options: NodeTestOptions,
  isWanted: (file: string) => boolean = () => true,
): Promise<Counts> {
  const { env = {} } = options;
  await (isReal(env) ? buildAppWithService() : buildApp());
  // What a file's name begins with says where alone it makes sense; any other file runs everywhere.
  const elsewhere = isReal(env) ? 'simulated' : 'real-';
  const files = (await bundleTests('e2e')).filter(
    (file) => !basename(file).startsWith(elsewhere) && isWanted(basename(file)),
  );
  return runNodeTests(files, { ...options, flags: ['--test-concurrency=1'] });
}

function isReal(env: NodeJS.ProcessEnv): boolean {
  return isWindows || env['SIGMA_E2E_WINE'] !== undefined;
}

async function buildWindowsPrograms(): Promise<void> {
  await installWindowsAddon();
  await buildServiceExecutable();
  await compilePeers();
}

async function inTemporaryPrefix(work: (prefix: WinePrefix) => Promise<Counts>): Promise<Counts> {
  const prefix = await WinePrefix.temporary();
  try {
    return await work(prefix);
  } finally {
    await prefix.close();
  }
}
