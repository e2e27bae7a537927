import { parentPort, workerData } from 'node:worker_threads';
import { ERROR_INSUFFICIENT_BUFFER, ERROR_SEM_TIMEOUT } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { BatchBacklog, MessageBatch, ROOM_BYTES } from './message-batch.ts';
import {
  GetMailslotInfo,
  MAILSLOT_NO_MESSAGE,
  MAILSLOT_WAIT_FOREVER,
  ReadFile,
  SetMailslotInfo,
} from './kernel32.ts';
import { CLOSING, UNTAKEN, UNTAKEN_BATCHES, type ReaderInput } from './mailslot-reader-protocol.ts';
import { addressBehind, addressOf, check, isTrue, type KernelHandle, type MemoryAddress } from './native.ts';

/** How long messages gather in a flood before they are read together, in milliseconds. */
const GATHER_MS = 1;
/** How long a message in a flood waits for others at most: one frame. In milliseconds. */
const BATCH_AGE_MS = 16;
/** One in this many messages of a flood is timed: reading the clock for each takes a twentieth of all time. */
const TIMED_OF = 16;
/** How long to wait for a batch to be taken before looking for messages again, in milliseconds. */
const TAKEN_WAIT_MS = 10;

const { handle: handleValue, control: controlBuffer } = workerData as ReaderInput;
const handle = handleValue as KernelHandle;
const control = new Int32Array(controlBuffer);
const batch = new MessageBatch();
const backlog = new BatchBacklog();
const batchAddress = addressOf(batch.bytes);
const bytesRead = new Uint32Array(1);
const bytesReadAddress = addressOf(bytesRead);
const nextSize = new Uint32Array(1);

try {
  read();
} catch (error) {
  if (!(error instanceof Win32Error)) throw error;
  if (!isClosing()) parentPort?.postMessage({ api: error.api, code: error.code });
}

/** Blocks in ReadFile until a message comes, or the thread is woken to end. A single message is delivered at once. */
function read(): void {
  while (!isClosing()) {
    receive();
    handAll();
    while (backlog.length > 0 && !isClosing()) {
      waitUntilTaken();
      handAll();
    }
  }
}

/** Delivers everything that was read, so that nothing waits for a message that may never come. */
function handAll(): void {
  if (isMessageWaiting()) drain();
  hand();
}

/**
 * Reads a flood until it is over: everything available, again and again with a pause in between. Waiting for each
 * message would make reader and writers wake each other for every one.
 */
function drain(): void {
  setReadTimeout(0);
  do {
    let now = Date.now();
    for (let count = 1; receiveAt(now); count += 1) {
      if (count % TIMED_OF === 0) now = Date.now();
      if (batch.isFull || batch.ageMs >= BATCH_AGE_MS) hand();
      if (isClosing()) return;
    }
    Atomics.wait(control, CLOSING, 0, GATHER_MS);
    // Only checks: the batch may have room for just one more, and the loop above delivers a full batch.
  } while (!isClosing() && isMessageWaiting());
  setReadTimeout(MAILSLOT_WAIT_FOREVER);
}

function isClosing(): boolean {
  return Atomics.load(control, CLOSING) === 1;
}

function isMessageWaiting(): boolean {
  check('GetMailslotInfo', isTrue(GetMailslotInfo(handle, null, nextSize, null, null)));
  return nextSize[0] !== MAILSLOT_NO_MESSAGE;
}

function setReadTimeout(timeoutMs: number): void {
  check('SetMailslotInfo', isTrue(SetMailslotInfo(handle, timeoutMs)));
}

/** Waits for a message. */
function receive(): void {
  const length = readMessage();
  if (length !== undefined) batch.add(length, Date.now());
}

/**
 * @param time when a message counts as arrived
 * @returns whether there was one
 */
function receiveAt(time: number): boolean {
  const length = readMessage();
  if (length !== undefined) batch.add(length, time);
  return length !== undefined;
}

/** @returns the length of the message, undefined if the read time-out passed */
function readMessage(): number | undefined {
  try {
    return readInto(addressBehind(batchAddress, batch.end), ROOM_BYTES);
  } catch (error) {
    if (!(error instanceof Win32Error)) throw error;
    if (error.code === ERROR_SEM_TIMEOUT) return undefined;
    if (error.code === ERROR_INSUFFICIENT_BUFFER) return readTooLong();
    throw error;
  }
}

/**
 * Windows refuses to write a message over the mailslot's limit. Wine accepts it, and unless it is read it remains the
 * next one.
 */
function readTooLong(): number {
  if (!isMessageWaiting()) return 0;
  const whole = new Uint8Array(nextSize[0] ?? 0);
  const length = readInto(addressOf(whole), whole.byteLength);
  batch.bytes.set(whole.subarray(0, ROOM_BYTES), batch.end);
  return length;
}

function readInto(place: MemoryAddress, roomBytes: number): number {
  check('ReadFile', isTrue(ReadFile(handle, place, roomBytes, bytesReadAddress, null)));
  return bytesRead[0] ?? 0;
}

/** Delivers the gathered messages, as far as batches are being taken. */
function hand(): void {
  if (batch.length > 0) backlog.push(batch.take());
  deliver();
}

function deliver(): void {
  while (Atomics.load(control, UNTAKEN) < UNTAKEN_BATCHES) {
    const oldest = backlog.take();
    if (oldest === undefined) return;
    Atomics.add(control, UNTAKEN, 1);
    parentPort?.postMessage(oldest, [oldest.bytes.buffer, oldest.ends.buffer, oldest.arrivedAt.buffer]);
  }
}

function waitUntilTaken(): void {
  const untaken = Atomics.load(control, UNTAKEN);
  if (untaken >= UNTAKEN_BATCHES) Atomics.wait(control, UNTAKEN, untaken, TAKEN_WAIT_MS);
}
