import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import {
  ERROR_FILE_NOT_FOUND,
  ERROR_INVALID_HANDLE,
  ERROR_SEM_TIMEOUT,
  ERROR_SHARING_VIOLATION,
} from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { MAX_MESSAGE_BYTES, type MailslotMessage } from '../bridge.ts';
import type { InspectedMailslot, Inspection } from '../inspection.ts';
import { asWin32 } from '../node-files.ts';
import { CloseHandle, CreateMailslotW, INVALID_HANDLE_VALUE, ReadFile, SetMailslotInfo } from './kernel32.ts';
import { openMailslot } from './mailslot-poster.ts';
import {
  DACL_SECURITY_INFORMATION,
  securityDescriptorText,
  securityOfObject,
  withMailslotSecurity,
} from './security-descriptor.ts';
import { addressOf, callOnPool, check, isTrue, refuseNul, type KernelHandle } from './native.ts';
import { signatureOf } from './signature.ts';
import { elevationType } from './token.ts';

/**
 * A mailslot without a reading thread, which SigmaSrv.exe could not start: each wait for a message occupies a pool
 * thread, and ends by itself.
 */
class InspectedWin32Mailslot implements InspectedMailslot {
  readonly asked: string;
  readonly found: string;
  readonly #buffer = new Uint8Array(MAX_MESSAGE_BYTES);
  readonly #bytesRead = new Uint32Array(1);
  #handle: KernelHandle | undefined;

  /** @throws ERROR_ALREADY_EXISTS, ERROR_INVALID_NAME */
  constructor(name: string) {
    refuseNul('CreateMailslotW', name);
    const { handle, asked } = withMailslotSecurity((attributes) => {
      const created = CreateMailslotW(name, MAX_MESSAGE_BYTES, 0, attributes);
      check('CreateMailslotW', created !== INVALID_HANDLE_VALUE);
      // Windows' own spelling, to compare it with the mailslot's.
      const descriptor = BigInt(attributes.lpSecurityDescriptor);
      return { handle: created, asked: securityDescriptorText(descriptor, DACL_SECURITY_INFORMATION) };
    });
    this.#handle = handle;
    this.asked = asked;
    try {
      this.found = securityOfObject(handle, 'kernel object', DACL_SECURITY_INFORMATION);
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }

  async receive(timeoutMs: number): Promise<MailslotMessage | undefined> {
    const handle = this.#handle;
    if (handle === undefined) throw new Win32Error('ReadFile', ERROR_INVALID_HANDLE);
    check('SetMailslotInfo', isTrue(SetMailslotInfo(handle, Math.ceil(timeoutMs))));
    try {
      await callOnPool(
        'ReadFile',
        ReadFile,
        [handle, addressOf(this.#buffer), this.#buffer.byteLength, addressOf(this.#bytesRead), null],
        isTrue,
      );
    } catch (error) {
      if (error instanceof Win32Error && error.code === ERROR_SEM_TIMEOUT) return undefined;
      throw error;
    }
    return { bytes: this.#buffer.slice(0, this.#bytesRead[0]), arrivedAt: Date.now() };
  }

  [Symbol.dispose](): void {
    if (this.#handle !== undefined) CloseHandle(this.#handle);
    this.#handle = undefined;
  }
}

/** See Inspection. */
async function isMailslotOwned(name: string): Promise<boolean> {
  try {
    CloseHandle(await openMailslot(name));
    return true;
  } catch (error) {
    if (!(error instanceof Win32Error)) throw error;
    if (error.code === ERROR_FILE_NOT_FOUND) return false;
    // Someone has it open without sharing, and only an existing mailslot can be open.
    if (error.code === ERROR_SHARING_VIOLATION) return true;
    throw error;
  }
}

/** Examines the real Windows, or Wine. */
export const win32Inspection: Inspection = {
  createMailslot: (name) => Promise.resolve().then(() => new InspectedWin32Mailslot(name)),
  isMailslotOwned,
  fileHash: (path) => asWin32('ReadFile', () => hashOf(path)),
  fileTime: (path) => asWin32('GetFileTime', async () => (await stat(path)).mtimeMs),
  signature: signatureOf,
  elevation: elevationType,
};

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    hash.update(chunk as Buffer);
  return hash.digest('hex');
}
