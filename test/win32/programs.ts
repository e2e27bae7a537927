import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { temporaryFolder } from './places.ts';
import { spawnProgram } from './spawn-program.ts';

export interface Finished {
  readonly exitCode: number;
  readonly output: string;
}

/** A program that was started. Disposing it ends it, if it still runs. */
export interface Started extends AsyncDisposable {
  readonly processId: number;
  /**
   * Settles with the exit code; -1 if the program was ended from outside.
   * @throws Error if it ran longer than its time limit
   */
  readonly ended: Promise<number>;
  readonly hasEnded: () => boolean;
  /** What it has printed so far. */
  readonly output: () => string;
  /** Ends it from outside. */
  readonly kill: () => void;
}

export interface StartOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** How long it may run before it is ended, in milliseconds. */
  readonly timeoutMs?: number;
}

/** Longer than any program that the tests start waits; the longest wait is for a service that does not answer. */
const LONGEST_RUN_MS = 150_000;

const running = new Set<ChildProcess>();

// Whatever failed, no program outlives the tests of its file.
after(() => {
  for (const child of running) child.kill();
});

/**
 * Starts a program, and ends it with the tests if it still runs then. Its output goes through a file, because Windows
 * programs under Wine cannot be given a pipe by Node.
 */
export function startProgram(
  executable: string,
  parameters: readonly string[],
  { env = process.env, timeoutMs = LONGEST_RUN_MS }: StartOptions = {},
): Started {
  const file = join(temporaryFolder(), 'output.txt');
  const output = openSync(file, 'w');
  const child = spawnProgram(executable, parameters, { env, stdio: ['ignore', output, output] });
  closeSync(output);
  running.add(child);
  const ended = endOf(child, `${executable} ${parameters.join(' ')}`, timeoutMs).finally(() => {
    running.delete(child);
  });
  // A caller that does not await the end must not get an unhandled rejection.
  ended.catch(() => undefined);
  return {
    processId: child.pid ?? 0,
    ended,
    hasEnded: () => !running.has(child),
    output: () => readFileSync(file, 'utf8'),
    kill: () => child.kill(),
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended.catch(() => undefined);
    },
  };
}

function endOf(child: ChildProcess, what: string, timeoutMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`Terminated after running for ${String(timeoutMs)} ms: ${what}`));
      child.kill();
    }, timeoutMs);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code ?? -1);
    });
  });
}

/** Runs a program to its end. */
export async function runProgram(
  executable: string,
  parameters: readonly string[],
  options?: StartOptions,
): Promise<Finished> {
  const { ended, output } = startProgram(executable, parameters, options);
  return { exitCode: await ended, output: output() };
}

/** Waits for something that other processes do. @throws Error after `timeoutMs` milliseconds */
export async function until(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
  timeoutMs = 60_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(`Timed out after ${String(timeoutMs)} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
