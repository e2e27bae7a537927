import type { MailslotMessage, MailslotServer } from '../../native-bridge/bridge.ts';
import { postToMailslot } from '../../native-bridge/win32/mailslot-poster.ts';
import { Win32MailslotServer } from '../../native-bridge/win32/mailslot-server.ts';
import { NativeProgram, runNative } from './native.ts';

const SLOT = String.raw`\\.\mailslot\sigma-bench`;
/** The time of its post with which each message begins, in digits of UTF-16. */
const STAMP_BYTES = 40;
const ZERO = 0x30;

/** What a reader saw, in nanoseconds. */
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
  const reader = new NativeProgram('reader', [SLOT, posting.count, way]);
  await reader.says('ready');
  await post(posting);
  return (await reader.result()) as Reading;
}

/** Has Sigma's reader thread hand the same to this thread, which is what Electron's main thread gets. */
export async function readBySigma(posting: Posting): Promise<Reading> {
  const stamps = new Float64Array(posting.count);
  const deliveries = new Float64Array(posting.count);
  let received = 0;
  const { promise: ready, resolve: isReady } = Promise.withResolvers<undefined>();
  const { promise: all, resolve } = Promise.withResolvers<undefined>();
  const server = await Win32MailslotServer.create(SLOT, ({ messages, dropped }) => {
    const now = Number(process.hrtime.bigint());
    isReady(undefined);
    for (const message of messages) {
      if (message.bytes.length === 0) continue;
      stamps[received] = stampOf(message);
      deliveries[received] = now;
      received += 1;
    }
    if (received + dropped >= posting.count) resolve(undefined);
  });
  try {
    // As the native reader is: the thread's own start is none of the reading.
    await postToMailslot(SLOT, new Uint8Array(0));
    await orEnd(server, ready);
    await post(posting);
    await orEnd(server, all);
  } finally {
    await server.close();
  }
  if (received < posting.count) throw new Error(`${String(posting.count - received)} messages were dropped`);
  const delayNs = Array.from(deliveries, (delivered, index) => delivered - (stamps[index] ?? 0));
  return { drainNs: (deliveries.at(-1) ?? 0) - (stamps[0] ?? 0), delayNs };
}

/** A reader that failed delivers nothing more. */
async function orEnd(server: MailslotServer, wanted: Promise<unknown>): Promise<void> {
  const failure = await Promise.race([wanted, server.ended]);
  if (failure !== undefined) throw failure as Error;
}

async function post({ count, bytes, gap }: Posting): Promise<void> {
  await runNative('poster', SLOT, count, bytes, gap);
}

/** Read digit by digit: a bench that makes text of each message would measure that. */
function stampOf({ bytes }: MailslotMessage): number {
  let stamp = 0;
  for (let index = 0; index < STAMP_BYTES; index += 2) stamp = stamp * 10 + ((bytes[index] ?? ZERO) - ZERO);
  return stamp;
}
