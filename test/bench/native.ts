import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnProgram } from '../win32/spawn-program.ts';

/** @returns the path of a program built from test/bench/native */
export function native(name: string): string {
  return fileURLToPath(new URL(`../bench-native/${name}.exe`, import.meta.url));
}

/** A running native program. Its output goes through a file because a pipe fails under Wine. */
export class NativeProgram {
  readonly #name: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #file = join(mkdtempSync(join(tmpdir(), 'sigma-bench-')), 'output.txt');

  constructor(name: string, parameters: readonly (string | number)[]) {
    this.#name = name;
    const output = openSync(this.#file, 'w');
    const stdio = ['ignore', output, 'ignore'] as const;
    this.#child = spawnProgram(native(name), parameters.map(String), { stdio: [...stdio] });
    this.#ended = once(this.#child, 'exit');
    closeSync(output);
  }

  /** Settles once the program's output begins with the word. */
  async says(word: string): Promise<void> {
    while (!readFileSync(this.#file, 'utf8').startsWith(word)) {
      if (this.#child.exitCode !== null) throw this.#failure();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** @returns the program's last line of output, parsed as JSON; undefined if it printed nothing */
  async result(): Promise<unknown> {
    await this.#ended;
    if (this.#child.exitCode !== 0) throw this.#failure();
    const last = readFileSync(this.#file, 'utf8').trim().split(/\r?\n/).at(-1) ?? '';
    return last === '' ? undefined : JSON.parse(last);
  }

  #failure(): Error {
    return new Error(`${this.#name} ended with the Win32 error ${String(this.#child.exitCode)}`);
  }
}

export async function runNative(name: string, ...parameters: (string | number)[]): Promise<unknown> {
  return new NativeProgram(name, parameters).result();
}
