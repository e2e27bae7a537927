import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';

/** The exit code for a command line that is not understood: ERROR_INVALID_PARAMETER, as SigmaSrv's own. */
export const EXIT_USAGE = 87;

/** How long a command may take to end once it is told to, in milliseconds. */
const PATIENCE_MS = 5000;
const POLL_MS = 50;

/** How a command is run: in the repository's environment, with its output shown, unless said otherwise. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** `capture` returns stdout and stderr together instead of showing them. */
  readonly output?: 'show' | 'capture';
  /** When aborted ends the command and all that it started, which therefore is a process group of its own. */
  readonly signal?: AbortSignal;
  /** Lets the system's shell find the command, which .cmd files need on Windows. */
  readonly shell?: boolean;
}

export interface RunResult {
  /** The exit code; 1 for a command that a signal ended. */
  readonly code: number;
  /** Empty unless it was captured. */
  readonly output: string;
}

/**
 * Runs a command to its end. A failure of the command is a result, not an error.
 * @throws Error if the command cannot be started or is aborted
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

/** @returns a function that returns what the streams have brought so far */
function capture(streams: readonly (Readable | null)[]): () => string {
  let captured = '';
  for (const stream of streams) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      captured += text;
    });
  }
  return () => captured;
}

/** Asks first, and after a while does not ask. What left the group may still keep the output open: it is not waited for. */
async function endGroup(child: ChildProcess, hasClosed: () => boolean): Promise<void> {
  signalGroup(child, 'SIGTERM');
  const patience = performance.now() + PATIENCE_MS;
  while (!hasClosed() && performance.now() < patience) await setTimeout(POLL_MS);
  if (hasClosed()) return;
  signalGroup(child, 'SIGKILL');
  for (const stream of [child.stdout, child.stderr]) stream?.destroy();
}

/** Also where the command itself has ended: what it started may have not. */
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
