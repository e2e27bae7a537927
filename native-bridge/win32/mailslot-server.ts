import { Worker } from 'node:worker_threads';
import { WAIT_TIMEOUT } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import {
  MAX_MESSAGE_BYTES,
  type MailslotBatch,
  type MailslotMessage,
  type MailslotServer,
} from '../bridge.ts';
import { systemClock } from '../clock.ts';
import {
  CancelIoEx,
  CloseHandle,
  CreateMailslotW,
  INVALID_HANDLE_VALUE,
  MAILSLOT_WAIT_FOREVER,
} from './kernel32.ts';
import { postToMailslot } from './mailslot-poster.ts';
import {
  CLOSING,
  CONTROL_BYTES,
  UNTAKEN,
  wakeUntil,
  type PackedBatch,
  type ReaderInput,
  type ReaderOutput,
} from './mailslot-reader-protocol.ts';
import { withMailslotSecurity } from './security-descriptor.ts';
import { check, refuseNul, type KernelHandle } from './native.ts';

/** Owns the server handle and the thread that reads from it. */
export class Win32MailslotServer implements MailslotServer {
  readonly ended: Promise<Error | undefined>;
  readonly #name: string;
  readonly #handle: KernelHandle;
  readonly #control = new Int32Array(new SharedArrayBuffer(CONTROL_BYTES));

  private constructor(name: string, handle: KernelHandle, onBatch: (batch: MailslotBatch) => void) {
    this.#name = name;
    this.#handle = handle;
    this.ended = this.#startReading(onBatch);
  }

  /** @throws ERROR_ALREADY_EXISTS, ERROR_INVALID_NAME */
  static create(name: string, onBatch: (batch: MailslotBatch) => void): Promise<MailslotServer> {
    // A promise's executor turns a thrown error into a rejection.
    return new Promise((resolve) => {
      resolve(new Win32MailslotServer(name, createMailslot(name), onBatch));
    });
  }

  async close(): Promise<void> {
    Atomics.store(this.#control, CLOSING, 1);
    const posts: Promise<void>[] = [];
    const hasEnded = await wakeUntil(this.ended, systemClock, () => {
      posts.push(this.#wake());
    });
    if (!hasEnded) throw new Win32Error('ReadFile', WAIT_TIMEOUT);
    // Under Wine the name stays taken while any handle is open, our own included.
    await Promise.all(posts);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /**
   * A message is sure to end the thread's blocking read, even if it has not begun yet. If another program keeps the
   * mailslot open without sharing it, posting fails, and only cancelling the read remains.
   */
  #wake(): Promise<void> {
    Atomics.notify(this.#control, CLOSING);
    Atomics.notify(this.#control, UNTAKEN);
    CancelIoEx(this.#handle, null);
    return postToMailslot(this.#name, new Uint8Array(2)).catch(() => undefined);
  }

  #noteTaken(): void {
    Atomics.sub(this.#control, UNTAKEN, 1);
    Atomics.notify(this.#control, UNTAKEN);
  }

  #startReading(onBatch: (batch: MailslotBatch) => void): Promise<Error | undefined> {
    const workerData: ReaderInput = { handle: this.#handle, control: this.#control.buffer };
    const reader = new Worker(new URL('./mailslot-reader.worker.cjs', import.meta.url), { workerData });
    return new Promise((resolve) => {
      let failure: Error | undefined;
      reader.on('message', (output: ReaderOutput) => {
        if ('code' in output) {
          failure = new Win32Error(output.api, output.code);
          return;
        }
        if (Atomics.load(this.#control, CLOSING) === 0) onBatch(unpack(output));
        // See UNTAKEN_BATCHES.
        setImmediate(() => {
          this.#noteTaken();
        });
      });
      reader.on('error', (error: Error) => {
        failure = error;
      });
      reader.on('exit', () => {
        CloseHandle(this.#handle);
        resolve(failure);
      });
    });
  }
}

function createMailslot(name: string): KernelHandle {
  refuseNul('CreateMailslotW', name);
  return withMailslotSecurity((attributes) => {
    const handle = CreateMailslotW(name, MAX_MESSAGE_BYTES, MAILSLOT_WAIT_FOREVER, attributes);
    check('CreateMailslotW', handle !== INVALID_HANDLE_VALUE);
    return handle;
  });
}

function unpack({ bytes, ends, arrivedAt, dropped }: PackedBatch): MailslotBatch {
  const messages: MailslotMessage[] = [];
  let start = 0;
  for (const [index, end] of ends.entries()) {
    messages.push({ bytes: bytes.subarray(start, end), arrivedAt: arrivedAt[index] ?? 0 });
    start = end;
  }
  return { messages, dropped };
}
