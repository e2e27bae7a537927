import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/**
 * Processes are found by an environment variable, which each passes to those that it starts. A process group would lose
 * processes that create a group of their own, as Wine's server does, and a process tree those whose parent has ended.
 */

/** The variable that marks the processes of a test run or of one of its files. */
const MARK = 'SIGMA_TEST_MARK';

const ROUNDS = 50;
const ROUND_MS = 100;

let marks = 0;

/** @returns a mark that no other run has, within the mark of the run that this process belongs to */
export function newMark(): string {
  marks += 1;
  return `${process.env[MARK] ?? ''}${process.pid}-${marks}/`;
}

/** @returns the environment for a process to be marked */
export function marked(mark: string): NodeJS.ProcessEnv {
  return { [MARK]: mark };
}

/** Ends all processes with that mark or one within it, and those that they start meanwhile. Does nothing on Windows. */
export function endMarked(mark: string): Promise<void> {
  return endProcesses((environment) => environment.some((entry) => entry.startsWith(`${MARK}=${mark}`)));
}

/** Ends all processes of the Wine prefix at that path. */
export function endPrefix(path: string): Promise<void> {
  return endProcesses((environment) => environment.includes(`WINEPREFIX=${path}`));
}

/**
 * Ends a process and everything it has started. On Windows other processes' environment can't be read, but the process
 * tree can.
 */
export async function endTree(processId: number | undefined, mark: string): Promise<void> {
  if (processId !== undefined) endKnown(processId);
  await endMarked(mark);
}

/** Ends a process without using its mark. */
function endKnown(processId: number): void {
  if (process.platform === 'win32') spawnSync('taskkill', ['/t', '/f', '/pid', String(processId)]);
  else if (process.platform !== 'linux') kill(processId);
}

async function endProcesses(isMeant: (environment: readonly string[]) => boolean): Promise<void> {
  if (process.platform !== 'linux') return;
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = processIds().filter((id) => id !== process.pid && isMeant(environmentOf(id)));
    if (found.length === 0) return;
    for (const id of found) kill(id);
    await setTimeout(ROUND_MS);
  }
}

function kill(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL');
  } catch (error) {
    // It has already ended.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function processIds(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** @returns the environment that a process was started with; nothing if it has ended or belongs to another user */
function environmentOf(processId: number): string[] {
  try {
    return readFileSync(`/proc/${processId}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
