import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './places.ts';

export interface Finished {
  readonly exitCode: number;
  readonly output: string;
}

/**
 * Runs a program to its end. Its output goes through a file, because Windows programs under Wine cannot be
 * given a pipe by Node.
 */
export function runProgram(executable: string, parameters: readonly string[]): Promise<Finished> {
  const file = join(temporaryFolder(), 'output.txt');
  const output = openSync(file, 'w');
  const child = spawn(executable, parameters, { stdio: ['ignore', output, output], windowsHide: true });
  closeSync(output);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      resolve({ exitCode: code ?? -1, output: readFileSync(file, 'utf8') });
    });
  });
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
