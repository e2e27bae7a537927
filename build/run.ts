import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';

/** The exit code for an invalid command line: ERROR_INVALID_PARAMETER, as for SigmaSrv. */
export const EXIT_USAGE = 87;

/** How long a command may take to end after it was told to, in milliseconds. */
const PATIENCE_MS = 5000;
const POLL_MS = 50;

/** How a command is run: by default in the repository's environment, with its output shown. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** `capture` returns standard output and error together instead of showing them. */
  readonly output?: 'show' | 'capture';
  /** When aborted, ends the command and everything it has started, which therefore is a process group of its own. */
  readonly signal?: AbortSignal;
  /** Makes the system's shell find the command, as .cmd files on Windows require. */
  readonly shell?: boolean;
}

export interface RunResult {
  /** The exit code; 1 if a signal ended the command. */
  readonly code: number;
  /** Empty unless it was captured. */
  readonly output: string;
}

/**
 * Runs a command to its end. A failure of the command is a result, not an error.
 * @throws Error if the command can't be started or is aborted
 */
export async function run(
  command: string,
  commandArguments: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const { output = 'show', signal, ...rest } = options;
  signal?.throwIfAborted();
  const stream = output === 'show' ? 'inherit' : 'pipe';
  const child = spawn(command, commandArguments, {
    ...rest,
    stdio: ['ignore', stream, stream],
    detached: signal !== undefined && process.platform !== 'win32',
  });
  const captured = capture([child.stdout, child.stderr]);
  let hasClosed = false;
  child.once('close', () => (hasClosed = true));
  const end = (): void => {
    void endGroup(child, () => hasClosed);
  };
  signal?.addEventListener('abort', end);
  try {
    const code = await exitCode(child);
    signal?.throwIfAborted();
    return { code, output: captured() };
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

/** @returns the function that returns the output so far */
function capture(streams: readonly (Readable | null)[]): () => string {
  let captured = '';
  for (const stream of streams) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      captured += text;
    });
  }
  return () => captured;
}

/**
 * Asks politely first, then kills. A process that has left the group may still keep the output open; it is not waited
 * for.
 */
async function endGroup(child: ChildProcess, hasClosed: () => boolean): Promise<void> {
  signalGroup(child, 'SIGTERM');
  const patience = performance.now() + PATIENCE_MS;
  while (!hasClosed() && performance.now() < patience) await setTimeout(POLL_MS);
  if (hasClosed()) return;
  signalGroup(child, 'SIGKILL');
  for (const stream of [child.stdout, child.stderr]) stream?.destroy();
}

/** Also if the command itself has ended, because what it started may not have. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || process.platform === 'win32') {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // All of the group has ended.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * Runs a command whose failure ends the build.
 * @returns its output
 * @throws Error with the command's output if its exit code is not 0
 */
export async function runOrThrow(
  command: string,
  commandArguments: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, output } = await run(command, commandArguments, { output: 'capture', ...options });
  if (code !== 0) {
    throw new Error(
      `"${[command, ...commandArguments].join(' ')}" failed with exit code ${code}.\n${output}`,
    );
  }
  return output;
}

/**
 * @returns the exit code once the process has ended and its output has been read; 1 if a signal ended it
 * @throws Error if it could not be started or was aborted
 */
export function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code ?? 1);
    });
  });
}
