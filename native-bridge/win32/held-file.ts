import { GENERIC_READ } from '../access-control.ts';
import {
  CloseHandle,
  CreateFileW,
  FILE_ATTRIBUTE_NORMAL,
  FILE_SHARE_READ,
  GetFinalPathNameByHandleW,
  INVALID_HANDLE_VALUE,
  LONGEST_PATH,
  OPEN_EXISTING,
} from './kernel32.ts';
import { check, type KernelHandle } from './native.ts';

/**
 * A file that is open for reading, so that nobody can write, rename or delete it as long as it is held.
 * Disposing of it twice is harmless.
 */
export class HeldFile implements Disposable {
  readonly handle: KernelHandle;
  /** Where it really lies. A link on the way there could be turned to somewhere else, while the file is held. */
  readonly path: string;
  #isHeld = true;

  /**
   * @throws ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED; ERROR_SHARING_VIOLATION while somebody has
   *   it open for writing
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

  /** Whether it is still held: neither changed nor replaced since it was opened. */
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

/** @returns the path without links, and as the shell takes it: without the prefix for long ones */
function finalPathOf(handle: KernelHandle): string {
  const text = Buffer.alloc(2 * LONGEST_PATH);
  const length = GetFinalPathNameByHandleW(handle, text, LONGEST_PATH, 0);
  check('GetFinalPathNameByHandleW', length > 0 && length < LONGEST_PATH);
  const path = text.toString('utf16le', 0, 2 * length);
  return path.replace(/^\\\\\?\\UNC\\/, '\\\\').replace(/^\\\\\?\\/, '');
}
