import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path/win32';
import { GENERIC_READ } from '../access-control.ts';
import { ERROR_INVALID_IMAGE_HASH } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Helper } from '../bridge.ts';
import {
  CloseHandle,
  CreateFileW,
  FILE_ATTRIBUTE_NORMAL,
  FILE_SHARE_READ,
  GetFinalPathNameByHandleW,
  INVALID_HANDLE_VALUE,
  LONGEST_PATH,
  OPEN_EXISTING,
  ReadFile,
} from './kernel32.ts';
import { check, addressOf, isTrue, type KernelHandle } from './native.ts';

/**
 * A file that is open for reading, so nobody can write, rename or delete it while it is held. Disposing it twice is
 * harmless.
 */
export class HeldFile implements Disposable {
  readonly handle: KernelHandle;
  /** The path of the file itself, because a link in the original path could be redirected while the file is held. */
  readonly path: string;
  #isHeld = true;

  /**
   * @throws ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED; ERROR_SHARING_VIOLATION while it is open
   *   for writing
   */
  constructor(path: string) {
    this.handle = openForReading(path);
    try {
      this.path = finalPathOf(this.handle);
    } catch (error) {
      CloseHandle(this.handle);
      throw error;
    }
  }

  /** Whether the file is still held: it has neither been changed nor replaced since it was opened. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  [Symbol.dispose](): void {
    if (this.#isHeld) CloseHandle(this.handle);
    this.#isHeld = false;
  }
}

function openForReading(path: string): KernelHandle {
  const handle = CreateFileW(
    path,
    GENERIC_READ,
    FILE_SHARE_READ,
    null,
    OPEN_EXISTING,
    FILE_ATTRIBUTE_NORMAL,
    0,
  );
  check('CreateFileW', handle !== INVALID_HANDLE_VALUE);
  return handle;
}

/** @returns the path without links, and without the prefix for long paths, as the shell takes it */
function finalPathOf(handle: KernelHandle): string {
  const text = Buffer.alloc(2 * LONGEST_PATH);
  const length = GetFinalPathNameByHandleW(handle, text, LONGEST_PATH, 0);
  check('GetFinalPathNameByHandleW', length > 0 && length < LONGEST_PATH);
  const path = text.toString('utf16le', 0, 2 * length);
  return path.replace(/^\\\\\?\\UNC\\/, '\\\\').replace(/^\\\\\?\\/, '');
}

const CHUNK_BYTES = 1024 * 1024;

interface HeldHelper extends Disposable {
  /** The path of the file itself, because a link in the original path could be redirected while the files are held. */
  readonly executable: string;
}

/**
 * Opens the helper's files so that nobody can write, rename or delete them, and then verifies through the open files
 * that they are the ones that were built. Otherwise, anyone who may change them, or a link in their path, could have
 * anything run with administrator rights, even between the check and the start. Blocks.
 * @returns the helper; disposing it releases the files
 * @throws ERROR_INVALID_IMAGE_HASH if a file is a different one, or its hash is not known; ERROR_FILE_NOT_FOUND,
 *   ERROR_PATH_NOT_FOUND; ERROR_SHARING_VIOLATION while a file is open for writing
 */
export function holdHelper({ executable, sha256 }: Helper): HeldHelper {
  using files = new DisposableStack();
  const hold = (path: string, hash: string | undefined): string => {
    const file = files.use(new HeldFile(path));
    if (hashOf(file.handle) !== hash) throw new Win32Error('holdHelper', ERROR_INVALID_IMAGE_HASH);
    return file.path;
  };
  const name = basename(executable);
  const real = hold(executable, sha256[name]);
  // The files it loads are beside its real location.
  for (const other of Object.keys(sha256)) {
    if (other !== name) hold(join(dirname(real), other), sha256[other]);
  }
  const held = files.move();
  return {
    executable: real,
    [Symbol.dispose]() {
      held.dispose();
    },
  };
}

/** Reads from the handle's current position. */
function hashOf(handle: KernelHandle): string {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  const bytesRead = new Uint32Array(1);
  for (;;) {
    check(
      'ReadFile',
      isTrue(ReadFile(handle, addressOf(chunk), chunk.byteLength, addressOf(bytesRead), null)),
    );
    const [bytes = 0] = bytesRead;
    if (bytes === 0) return hash.digest('hex');
    hash.update(chunk.subarray(0, bytes));
  }
}
