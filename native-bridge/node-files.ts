import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  ERROR_ACCESS_DENIED,
  ERROR_ALREADY_EXISTS,
  ERROR_DISK_FULL,
  ERROR_FILE_NOT_FOUND,
  ERROR_PATH_NOT_FOUND,
  ERROR_SHARING_VIOLATION,
  ERROR_WRITE_PROTECT,
} from '../common/win32-codes.ts';
import { Win32Error } from '../common/win32-error.ts';
import { delay, systemClock, type Clock } from './clock.ts';

/** How libuv translates GetLastError in file operations: its src/win/error.c, reversed. */
const CODES: Readonly<Record<string, number>> = {
  ENOENT: ERROR_FILE_NOT_FOUND,
  // Node returns this for a file where a folder was expected; Windows returns the code on the right.
  ENOTDIR: ERROR_PATH_NOT_FOUND,
  // And this for a folder where a file was expected.
  EISDIR: ERROR_ACCESS_DENIED,
  EACCES: ERROR_ACCESS_DENIED,
  EPERM: ERROR_ACCESS_DENIED,
  EBUSY: ERROR_SHARING_VIOLATION,
  EEXIST: ERROR_ALREADY_EXISTS,
  ENOSPC: ERROR_DISK_FULL,
  EROFS: ERROR_WRITE_PROTECT,
};

/**
 * Runs file operations of Node.
 * @param api the name of the Windows function behind them
 * @throws Win32Error that Node's error stands for; any other error as it is
 */
export async function asWin32<T>(api: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = isNodeError(error) ? CODES[error.code ?? ''] : undefined;
    if (code === undefined) throw error;
    throw new Win32Error(api, code);
  }
}

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}

/**
 * How long to wait for another program that has a file open, in milliseconds: antivirus software does so for a moment.
 */
const PATIENCE_MS = 2_000;
const PAUSE_MS = 50;

/** The number of attempts when nothing can be awaited. */
const ATTEMPTS_NOW = 10;

/**
 * Node's names for errors while another program has a file open. Windows returns ERROR_SHARING_VIOLATION if the file is
 * opened (EBUSY), and ERROR_ACCESS_DENIED if it is replaced or being deleted (EPERM, EACCES): libuv's src/win/error.c
 */
const HELD: ReadonlySet<string | undefined> = new Set(['EBUSY', 'EPERM', 'EACCES']);

/**
 * Performs a file operation, and retries it for two seconds while another program has the file open.
 * @throws the error of the last attempt: Node's error, or ERROR_SHARING_VIOLATION
 */
export async function untilReleased<T>(work: () => Promise<T>, clock: Clock = systemClock): Promise<T> {
  const endAt = clock.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isHeld(error) || clock.now() >= endAt) throw error;
    }
    await delay(clock, PAUSE_MS);
  }
}

/**
 * Replaces or creates a file: the text is written to a file beside it, which takes its name once it is on the disk.
 * Whenever the computer stops and whatever fails, either the old or the new file is there, complete, and nothing else
 * is left.
 * @param folder whether the file's folder is created if it is missing
 * @throws Win32Error ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED, ERROR_WRITE_PROTECT, ERROR_SHARING_VIOLATION,
 *   ERROR_DISK_FULL
 */
export async function replaceFile(path: string, text: string, folder: 'created' | 'as it is'): Promise<void> {
  if (folder === 'created') {
    await asWin32('CreateDirectoryW', () => mkdir(dirname(path), { recursive: true }));
  }
  const fresh = nameBeside(path, 'new');
  const file = await openFresh(fresh);
  try {
    await asWin32('WriteFile', () => writeThrough(file, text));
    await asWin32('MoveFileExW', () => untilReleased(() => rename(fresh, path)));
  } catch (error) {
    await rm(fresh, { force: true }).catch(ignore);
    throw error;
  }
}

/**
 * Does the same synchronously, for the end of a session, when nothing can be awaited. It may interrupt another
 * replacement of the file. Creates the folder if it is missing.
 * @throws Node's error
 */
export function replaceFileNow(path: string, text: string): void {
  const fresh = nameBeside(path, 'last');
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(fresh, text, { flush: true });
    untilReleasedNow(() => {
      renameSync(fresh, path);
    });
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

function nameBeside(path: string, what: string): string {
  return `${path}.${what}-by-sigma`;
}

/** A file being created can't be missing, so Node's error means that its folder is. */
async function openFresh(path: string): Promise<FileHandle> {
  try {
    return await asWin32('CreateFileW', () => untilReleased(() => open(path, 'w')));
  } catch (error) {
    const isMissing = error instanceof Win32Error && error.code === ERROR_FILE_NOT_FOUND;
    throw isMissing ? new Win32Error(error.api, ERROR_PATH_NOT_FOUND) : error;
  }
}

async function writeThrough(file: FileHandle, text: string): Promise<void> {
  try {
    await file.writeFile(text);
    // Without this, a power failure may leave the new name with an empty file.
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Performs a file operation synchronously, and retries it for half a second while another program has the file open.
 * Blocks this thread.
 * @throws the error of the last attempt: Node's error, or ERROR_SHARING_VIOLATION
 */
export function untilReleasedNow<T>(work: () => T): T {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return work();
    } catch (error) {
      if (!isHeld(error) || attempt === ATTEMPTS_NOW) throw error;
      sleep(PAUSE_MS);
    }
  }
}

/** Blocks this thread. */
function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function isHeld(error: unknown): boolean {
  if (error instanceof Win32Error) return error.code === ERROR_SHARING_VIOLATION;
  return HELD.has((error as NodeJS.ErrnoException).code);
}

function ignore(): void {
  // The first error is the one that is thrown.
}
