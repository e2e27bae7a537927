import type { MailslotBatch, MailslotMessage, MailslotServer } from '../../native-bridge/bridge.ts';
import { postToMailslot } from '../../native-bridge/win32/mailslot-poster.ts';
import { Win32MailslotServer } from '../../native-bridge/win32/mailslot-server.ts';
import { NativeProgram, runNative } from './native.ts';

const SLOT = String.raw`\\.\mailslot\sigma-bench`;
const NATIVE_SLOT = `${SLOT}-native`;
/** Each message begins with the time of its post: 20 digits in UTF-16. */
const STAMP_BYTES = 40;
const ZERO = 0x30;

/** What a reader measured, in nanoseconds. */
export interface Reading {
  /** From the first message's post to the last one's delivery. */
  readonly drainNs: number;
  /** From each message's post to its delivery. */
  readonly delayNs: readonly number[];
}

/** How the messages are posted: see test/bench/native/poster.c. */
export interface Posting {
  readonly count: number;
  readonly bytes: number;
  /** In milliseconds. */
  readonly gap: number;
}

/** Has a native program read what another native program posts. */
export async function readNatively(posting: Posting, way: 'safe' | 'blocking'): Promise<Reading> {
  const reader = new NativeProgram('reader', [NATIVE_SLOT, posting.count, way]);
  await reader.says('ready');
  await post(NATIVE_SLOT, posting);
  return (await reader.result()) as Reading;
}

/** Sigma's reader, which hands what arrives to this thread as it does to Electron's main thread in the app. */
export class SigmaReader implements AsyncDisposable {
  readonly #server: MailslotServer;
  readonly #reception: Reception;

  private constructor(server: MailslotServer, reception: Reception) {
    this.#server = server;
    this.#reception = reception;
  }

  /** Settles once the reader's thread is reading, so the thread's start is not measured. */
  static async open(): Promise<SigmaReader> {
    const reception = new Reception();
    const server = await Win32MailslotServer.create(SLOT, (batch) => {
      reception.add(batch);
    });
    const begun = reception.begin(1);
    await postToMailslot(SLOT, new Uint8Array(STAMP_BYTES));
    await orEnd(server, begun);
    return new SigmaReader(server, reception);
  }

  /** Has a native program post, and reads all its messages. */
  async read(posting: Posting): Promise<Reading> {
    const all = this.#reception.begin(posting.count);
    await post(SLOT, posting);
    await orEnd(this.#server, all);
    return this.#reception.reading();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#server.close();
  }
}

/** Records when each message of a posting was posted and delivered. */
class Reception {
  #stamps = new Float64Array(0);
  #deliveries = new Float64Array(0);
  #received = 0;
  #dropped = 0;
  #isComplete: (value: undefined) => void = () => undefined;

  /** Settles when that many messages have been delivered or dropped. */
  begin(count: number): Promise<undefined> {
    this.#stamps = new Float64Array(count);
    this.#deliveries = new Float64Array(count);
    this.#received = 0;
    this.#dropped = 0;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#isComplete = resolve;
    return promise;
  }

  add({ messages, dropped }: MailslotBatch): void {
    const now = Number(process.hrtime.bigint());
    for (const message of messages) {
      this.#stamps[this.#received] = stampOf(message);
      this.#deliveries[this.#received] = now;
      this.#received += 1;
    }
    this.#dropped += dropped;
    if (this.#received + this.#dropped >= this.#stamps.length) this.#isComplete(undefined);
  }

  reading(): Reading {
    if (this.#dropped > 0) throw new Error(`${String(this.#dropped)} messages were dropped`);
    const delayNs = Array.from(
      this.#deliveries,
      (delivered, index) => delivered - (this.#stamps[index] ?? 0),
    );
    return { drainNs: (this.#deliveries.at(-1) ?? 0) - (this.#stamps[0] ?? 0), delayNs };
  }
}

/** Waits for the promise. @throws the reader's failure, after which nothing more would be delivered */
async function orEnd(server: MailslotServer, wanted: Promise<unknown>): Promise<void> {
  const failure = await Promise.race([wanted, server.ended]);
  if (failure !== undefined) throw failure as Error;
}

async function post(slot: string, { count, bytes, gap }: Posting): Promise<void> {
  await runNative('poster', slot, count, bytes, gap);
}

/** Reads digit by digit: converting each message to text would distort the measurement. */
function stampOf({ bytes }: MailslotMessage): number {
  let stamp = 0;
  for (let index = 0; index < STAMP_BYTES; index += 2) stamp = stamp * 10 + ((bytes[index] ?? ZERO) - ZERO);
  return stamp;
}
