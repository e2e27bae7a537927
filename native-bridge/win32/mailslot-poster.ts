import { ERROR_TIMEOUT } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { GENERIC_WRITE } from '../access-control.ts';
import {
  CancelIoEx,
  CloseHandle,
  CreateFileW,
  FILE_ATTRIBUTE_NORMAL,
  FILE_SHARE_READ,
  FILE_SHARE_WRITE,
  INVALID_HANDLE_VALUE,
  OPEN_EXISTING,
  WriteFile,
} from './kernel32.ts';
import { callOnPool, isTrue, refuseNul, type KernelHandle } from './native.ts';

/** How long writing a message may take, in milliseconds: with an owner that reads, it takes far less than one. */
const WRITE_TIMEOUT_MS = 1_000;

/**
 * Posts one message: open, write, close, each on a pool thread. The handle is not kept, because a mailslot that its
 * owner closes and creates again can't be reached through an old handle.
 *
 * A write that does not finish in time is cancelled. If Windows can't cancel it, the promise settles only once the
 * mailslot's owner reads or ends; until then a pool thread is blocked, so no second post should be attempted.
 * @throws ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_INVALID_NAME, ERROR_TIMEOUT
 */
export async function postToMailslot(name: string, message: Uint8Array): Promise<void> {
  using writer = new Writer(await openMailslot(name));
  const timer = setTimeout(() => {
    writer.giveUp();
  }, WRITE_TIMEOUT_MS);
  try {
    await writer.write(message);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Opens a mailslot as a poster does, on a pool thread.
 *
 * The server requires this sharing mode (without FILE_SHARE_READ, opening fails with 32), and it allows several writers
 * to post at once.
 * @returns a handle to write to, which the caller must close
 * @throws ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_INVALID_NAME
 */
export async function openMailslot(name: string): Promise<KernelHandle> {
  refuseNul('CreateFileW', name);
  return callOnPool(
    'CreateFileW',
    CreateFileW,
    [name, GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, null, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, 0],
    (value) => value !== INVALID_HANDLE_VALUE,
  );
}

/** Owns the handle of one post. */
class Writer implements Disposable {
  readonly #handle: KernelHandle;
  #isClosed = false;

  constructor(handle: KernelHandle) {
    this.#handle = handle;
  }

  async write(message: Uint8Array): Promise<void> {
    try {
      await callOnPool(
        'WriteFile',
        WriteFile,
        [this.#handle, message, message.byteLength, new Uint32Array(1), null],
        isTrue,
      );
    } catch (error) {
      // Whatever Windows returns then: the handle was closed during the call.
      throw this.#isClosed ? new Win32Error('WriteFile', ERROR_TIMEOUT) : error;
    }
  }

  /**
   * Closes the handle during the write, because Wine needs that: a mailslot whose owner is gone disappears only with
   * its last writer's handle. Closing may block until the write has been cancelled, so it is done on a pool thread.
   */
  giveUp(): void {
    this.#isClosed = true;
    CancelIoEx(this.#handle, null);
    // A handle that can't be closed stays open: nobody could do anything about it.
    callOnPool('CloseHandle', CloseHandle, [this.#handle], isTrue).catch(() => undefined);
  }

  [Symbol.dispose](): void {
    if (!this.#isClosed) CloseHandle(this.#handle);
    this.#isClosed = true;
  }
}
