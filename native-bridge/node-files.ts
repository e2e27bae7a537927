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

/** What libuv makes of GetLastError in file operations: its src/win/error.c, read backwards. */
const CODES: Readonly<Record<string, number>> = {
  ENOENT: ERROR_FILE_NOT_FOUND,
  // Node itself has it for a file in the place of a folder, where Windows has this.
  ENOTDIR: ERROR_PATH_NOT_FOUND,
  // And this for a folder in the place of a file.
  EISDIR: ERROR_ACCESS_DENIED,
  EACCES: ERROR_ACCESS_DENIED,
  EPERM: ERROR_ACCESS_DENIED,
  EBUSY: ERROR_SHARING_VIOLATION,
  EEXIST: ERROR_ALREADY_EXISTS,
  ENOSPC: ERROR_DISK_FULL,
  EROFS: ERROR_WRITE_PROTECT,
};

/**
 * Runs work on files by Node.
 * @param api what stands behind it
 * @throws Win32Error for what Node's error stands for; anything else as it is
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

/** How long to wait for another program that holds a file, in milliseconds: antivirus software does for a moment. */
const PATIENCE_MS = 2_000;
const PAUSE_MS = 50;

/** Where nothing can be waited for. */
const ATTEMPTS_NOW = 10;

/**
 * What Node's errors are called while another program holds a file. Windows has ERROR_SHARING_VIOLATION for one that is
 * opened (EBUSY), and ERROR_ACCESS_DENIED for one that is replaced or being deleted (EPERM, EACCES): libuv's src/win/error.c
 */
const HELD: ReadonlySet<string | undefined> = new Set(['EBUSY', 'EPERM', 'EACCES']);

/**
 * Does work on a file, and does it again for two seconds while another program holds that file.
 * @throws what the last attempt did: Node's error, or ERROR_SHARING_VIOLATION
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
 * Replaces a file, or makes it: the text is written beside it and takes its name once it is on the disk. Whenever the
 * computer stops and whatever fails, the old file or the new one is there, whole, and nothing else is left.
 * @param folder whether the file's folder is made where it is missing
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
 * The same before it returns, for the end of a session, where nothing can be waited for. It may come in between another
 * replacing of the file. Makes the folder where it is missing.
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

/** What is created cannot be missing itself: its folder is, for which Node has the same name. */
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
    // Without it a power failure may leave the new name with nothing in it.
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Does work on a file at once, and does it again for half a second while another program holds that file. Holds this
 * thread meanwhile.
 * @throws what the last attempt did: Node's error, or ERROR_SHARING_VIOLATION
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

/** Holds this thread. */
function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function isHeld(error: unknown): boolean {
  if (error instanceof Win32Error) return error.code === ERROR_SHARING_VIOLATION;
  return HELD.has((error as NodeJS.ErrnoException).code);
}

function ignore(): void {
  // The first error is told.
}
