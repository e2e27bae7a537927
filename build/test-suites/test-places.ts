import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../paths.ts';
import { toWindowsPath, windowsNode, WinePrefix } from '../wine.ts';
import { isDoneWithin } from './bounds.ts';
import { endPrefix } from './marked-processes.ts';

/** How Node is started for a test file. Paths are this system's. */
interface Start {
  readonly file: string;
  readonly reporter: string;
  /** The file that the reporter writes to. */
  readonly report: string;
  /** The file that receives the process's output. */
  readonly output: string;
  /** For each test and hook, in milliseconds. */
  readonly testTimeoutMs: number;
  readonly env: NodeJS.ProcessEnv;
}

/** Where test files run, each in a process of its own. */
export interface TestPlace {
  start(how: Start): Promise<ChildProcess>;
  /** Cleans up. What is started afterwards finds a fresh place. */
  close(): Promise<void>;
}

const CLOSE_TIMEOUT_MS = 60_000;

/** Runs them with this Node. */
export function here(env: NodeJS.ProcessEnv = {}): TestPlace {
  return {
    start: (how) => Promise.resolve(startHere(how, env)),
    close: () => Promise.resolve(),
  };
}

/** Runs them with this Node, beside a Windows under Wine, the one in WINEPREFIX. */
export function besideWine(env: NodeJS.ProcessEnv = {}): TestPlace {
  const windows = new TestWindows();
  return {
    start: async (how) => startHere(how, { ...env, WINEPREFIX: (await windows.prefix()).path }),
    close: () => windows.close(),
  };
}

/** Runs them with Node for Windows, under Wine. */
export function insideWine(): TestPlace {
  const windows = new TestWindows();
  return {
    async start({ file, reporter, report, output, testTimeoutMs, env }) {
      const prefix = await windows.prefix();
      const reporterUrl = `file:///Z:${pathToFileURL(reporter).pathname}`;
      return prefix.spawn(
        await windowsNode(),
        [...nodeFlags(reporterUrl, testTimeoutMs), toWindowsPath(file)],
        {
          cwd: ROOT,
          env: { ...testEnvironment(env), SIGMA_TEST_REPORT: toWindowsPath(report) },
          stdout: output,
          stderr: output,
        },
      );
    },
    close: () => windows.close(),
  };
}

function startHere(
  { file, reporter, report, output, testTimeoutMs, env }: Start,
  added: NodeJS.ProcessEnv,
): ChildProcess {
  const written = openSync(output, 'w');
  try {
    return spawn(process.execPath, [...nodeFlags(pathToFileURL(reporter).href, testTimeoutMs), file], {
      cwd: ROOT,
      env: { ...process.env, ...testEnvironment(env), ...added, SIGMA_TEST_REPORT: report },
      stdio: ['ignore', written, written],
    });
  } finally {
    closeSync(written);
  }
}

/** Without `--test`, a file runs in this very process, and the reporter and the time limit still apply. */
function nodeFlags(reporterUrl: string, testTimeoutMs: number): string[] {
  return [
    '--enable-source-maps',
    `--test-timeout=${testTimeoutMs}`,
    `--test-reporter=${reporterUrl}`,
    '--test-reporter-destination=stdout',
  ];
}

/** The bundler has set NODE_ENV for itself; tests see React in development mode. */
function testEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { NODE_ENV: 'test', ...env };
}

/** A Windows under Wine that is created when needed, and again when needed after it was closed. */
class TestWindows {
  #prefix: Promise<WinePrefix> | undefined;

  async prefix(): Promise<WinePrefix> {
    this.#prefix ??= WinePrefix.temporary();
    try {
      return await this.#prefix;
    } catch (error) {
      // It could not be created: the next file tries again.
      this.#prefix = undefined;
      throw error;
    }
  }

  /** Within a time limit, because a hanging process may keep a prefix from closing. */
  async close(): Promise<void> {
    const made = this.#prefix;
    this.#prefix = undefined;
    const prefix = await made?.catch(() => undefined);
    if (prefix === undefined) return;
    if (await isDoneWithin(CLOSE_TIMEOUT_MS, prefix.close()).catch(() => false)) return;
    await endPrefix(prefix.path);
    await rm(prefix.path, { recursive: true, force: true, maxRetries: 5 });
  }
}
