import { spawn, type ChildProcess } from 'node:child_process';
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

/** Starts a program. Its output goes through a file, because Windows programs under Wine cannot be given a pipe by Node. */
export function startProgram(executable: string, parameters: readonly string[]): Started {
  const file = join(temporaryFolder(), 'output.txt');
  const output = openSync(file, 'w');
  const child = spawn(executable, parameters, { stdio: ['ignore', output, output], windowsHide: true });
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
export async function runProgram(executable: string, parameters: readonly string[]): Promise<Finished> {
  const { ended, output } = startProgram(executable, parameters);
  return { exitCode: await ended, output: output() };
}

/** Waits for something that other processes bring about. @throws Error after `timeoutMs` milliseconds */
export async function until(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
  timeoutMs = 10_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(`Not within ${String(timeoutMs)} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
