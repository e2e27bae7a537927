import { ERROR_BROKEN_PIPE } from '../../common/error-codes.ts';
import { parentPort, workerData } from 'node:worker_threads';
import { BoundedBuffer } from '../../common/bounded-buffer.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { MAX_MESSAGE_BYTES, type MailslotMessage } from '../bridge.ts';
import { GetMailslotInfo, MAILSLOT_NO_MESSAGE, ReadFile } from './kernel32.ts';
import { CLOSING, UNTAKEN, type PackedBatch, type ReaderInput } from './mailslot-reader-protocol.ts';
import { check, isTrue, type KernelHandle } from './native.ts';

/** How many messages go into one batch at most. */
const BATCH_MESSAGES = 512;
/** How many batches may be under way before the rest is held here. */
const UNTAKEN_BATCHES = 8;
/** How much is held here, in bytes, before the oldest is let go. Each message counts its own size and a little. */
const BACKLOG_BYTES = 16 * 1024 * 1024;
const MESSAGE_OVERHEAD_BYTES = 64;

const { handle: handleValue, control: controlBuffer } = workerData as ReaderInput;
const handle = handleValue as KernelHandle;
const control = new Int32Array(controlBuffer);
const backlog = new BoundedBuffer<MailslotMessage>(
  BACKLOG_BYTES,
  (message) => message.bytes.length + MESSAGE_OVERHEAD_BYTES,
);
// One byte more than the system lets through shows where it lets more through (Wine), and cuts the message.
const buffer = new Uint8Array(MAX_MESSAGE_BYTES + 2);
const bytesRead = new Uint32Array(1);
const nextSize = new Uint32Array(1);

try {
  read();
} catch (error) {
  if (!(error instanceof Win32Error)) throw error;
  if (!isClosing()) parentPort?.postMessage({ api: error.api, code: error.code });
}

/** Blocks in ReadFile while there is nothing to do; is woken by a message, also to be told to close. */
function read(): void {
  while (!isClosing()) {
    if (backlog.length === 0 || isMessageWaiting()) receive();
    if (isClosing()) return;
    if (backlog.length >= BATCH_MESSAGES || !isMessageWaiting()) deliver();
  }
}

function isClosing(): boolean {
  return Atomics.load(control, CLOSING) === 1;
}

function isMessageWaiting(): boolean {
  check('GetMailslotInfo', isTrue(GetMailslotInfo(handle, null, nextSize, null, null)));
  return nextSize[0] !== MAILSLOT_NO_MESSAGE;
}

function receive(): void {
  bytesRead.fill(0);
  try {
    check('ReadFile', isTrue(ReadFile(handle, buffer, buffer.length, bytesRead, null)));
  } catch (error) {
    // Wine reports a message of length zero like this, and takes it out of the slot; Windows reads 0 bytes.
    if (!(error instanceof Win32Error) || error.code !== ERROR_BROKEN_PIPE) throw error;
  }
  const length = Math.min(bytesRead[0] ?? 0, MAX_MESSAGE_BYTES);
  backlog.push({ bytes: buffer.slice(0, length), arrivedAt: Date.now() });
}

/** Sends a batch, or where too many are under way, waits shortly for one to be taken unless mail is coming in. */
function deliver(): void {
  const untaken = Atomics.load(control, UNTAKEN);
  if (untaken >= UNTAKEN_BATCHES) {
    if (!isMessageWaiting()) Atomics.wait(control, UNTAKEN, untaken, 10);
    return;
  }
  Atomics.add(control, UNTAKEN, 1);
  const batch = pack(takeBatch(), backlog.takeDropped());
  parentPort?.postMessage(batch, [batch.bytes.buffer]);
}

function takeBatch(): MailslotMessage[] {
  const messages: MailslotMessage[] = [];
  while (messages.length < BATCH_MESSAGES) {
    const message = backlog.shift();
    if (message === undefined) break;
    messages.push(message);
  }
  return messages;
}

function pack(messages: readonly MailslotMessage[], dropped: number): PackedBatch {
  const bytes = new Uint8Array(messages.reduce((sum, message) => sum + message.bytes.length, 0));
  const ends: number[] = [];
  let end = 0;
  for (const message of messages) {
    bytes.set(message.bytes, end);
    end += message.bytes.length;
    ends.push(end);
  }
  return { bytes, ends, arrivedAt: messages.map((message) => message.arrivedAt), dropped };
}
