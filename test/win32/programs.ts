import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './places.ts';

export interface Finished {
  readonly exitCode: number;
  readonly output: string;
}

/** A program that was started. */
export interface Started {
  readonly process: ChildProcess;
  /** Settles with its exit code; -1 if it was ended from outside. */
  readonly ended: Promise<number>;
  /** What it has said so far. */
  readonly output: () => string;
}

/** How often a program is started that the system fails to start. */
const ATTEMPTS = 5;

/**
 * Starts a program, again where that fails: about one start in some hundred fails under Wine with UNKNOWN, and works
 * the next time.
 */
export function spawnProgram(
  executable: string,
  parameters: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  for (let attempt = 1; ; attempt++) {
    try {
      return spawn(executable, parameters, { windowsHide: true, ...options });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'UNKNOWN' || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Starts a program. Its output goes through a file, because Windows programs under Wine cannot be given a pipe by Node. */
export function startProgram(
  executable: string,
  parameters: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Started {
  const file = join(temporaryFolder(), 'output.txt');
  const output = openSync(file, 'w');
  const child = spawnProgram(executable, parameters, { env, stdio: ['ignore', output, output] });
  closeSync(output);
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      resolve(code ?? -1);
    });
  });
  return { process: child, ended, output: () => readFileSync(file, 'utf8') };
}

/** Runs a program to its end. */
export async function runProgram(
  executable: string,
  parameters: readonly string[],
  env?: NodeJS.ProcessEnv,
): Promise<Finished> {
  const { ended, output } = startProgram(executable, parameters, env);
  return { exitCode: await ended, output: output() };
}

/** Waits for something that other processes bring about. @throws Error after `timeoutMs` milliseconds */
export async function until(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
  timeoutMs = 60_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(`Not within ${String(timeoutMs)} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
