import { BoundedBuffer } from '../../common/bounded-buffer.ts';
import { Win32Error } from '../../common/win32-error.ts';
import {
  MAX_MESSAGE_BYTES,
  type MailslotBatch,
  type MailslotMessage,
  type Mailslots,
  type MailslotServer,
} from '../bridge.ts';
import { refuseNul, settled } from './calls.ts';
import type { Clock } from '../clock.ts';
import {
  ERROR_ALREADY_EXISTS,
  ERROR_FILE_NOT_FOUND,
  ERROR_INSUFFICIENT_BUFFER,
  ERROR_INVALID_NAME,
} from '../../common/win32-codes.ts';

/** The most messages that can wait for the next batch. */
const BACKLOG_MESSAGES = 100_000;

/** The owner of a mailslot: a server of ours, or another program, which reads silently. */
type Owner = SimulatedMailslotServer | 'another program';

/** The computer's mailslots in memory. */
export class SimulatedMailslots implements Mailslots {
  readonly #clock: Clock;
  /** By name in lower case, because Windows ignores the case of letters. */
  readonly #owners = new Map<string, Owner>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Makes another program own the mailslot for as long as the simulation lives. */
  occupy(name: string): void {
    this.#owners.set(name.toLowerCase(), 'another program');
  }

  /** @returns whether a server of ours or another program owns the mailslot */
  isOwned(name: string): boolean {
    return this.#owners.has(mailslotKey('CreateFileW', name));
  }

  create(name: string, onBatch: (batch: MailslotBatch) => void): Promise<MailslotServer> {
    return settled(() => {
      const key = mailslotKey('CreateMailslotW', name);
      if (this.#owners.has(key)) throw new Win32Error('CreateMailslotW', ERROR_ALREADY_EXISTS);
      const server = new SimulatedMailslotServer(onBatch, () => {
        this.#owners.delete(key);
      });
      this.#owners.set(key, server);
      return server;
    });
  }

  post(name: string, message: Uint8Array): Promise<void> {
    return settled(() => {
      this.write(name, message);
    });
  }

  /** Posts synchronously. Throws what {@link post} rejects with. */
  write(name: string, message: Uint8Array): void {
    const owner = this.#owners.get(mailslotKey('CreateFileW', name));
    if (owner === undefined) throw new Win32Error('CreateFileW', ERROR_FILE_NOT_FOUND);
    if (message.byteLength > MAX_MESSAGE_BYTES) throw new Win32Error('WriteFile', ERROR_INSUFFICIENT_BUFFER);
    if (owner === 'another program') return;
    // The writer may reuse its buffer.
    owner.receive({ bytes: message.slice(), arrivedAt: this.#clock.now() });
  }

  async closeAll(): Promise<void> {
    const servers = [...this.#owners.values()].filter((owner) => owner !== 'another program');
    await Promise.all(servers.map((server) => server.close()));
  }
}

/** Delivers messages in batches, one per turn of the event loop. */
class SimulatedMailslotServer implements MailslotServer {
  readonly ended: Promise<undefined>;
  readonly #settleEnded: (value: undefined) => void;
  readonly #onBatch: (batch: MailslotBatch) => void;
  readonly #release: () => void;
  readonly #backlog = new BoundedBuffer<MailslotMessage>(BACKLOG_MESSAGES);
  #isOpen = true;
  #isDeliveryDue = false;

  constructor(onBatch: (batch: MailslotBatch) => void, release: () => void) {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.ended = promise;
    this.#settleEnded = resolve;
    this.#onBatch = onBatch;
    this.#release = release;
  }

  receive(message: MailslotMessage): void {
    this.#backlog.push(message);
    if (this.#isDeliveryDue) return;
    this.#isDeliveryDue = true;
    setImmediate(() => {
      this.#isDeliveryDue = false;
      if (!this.#isOpen) return;
      this.#onBatch({ messages: this.#backlog.takeAll(), dropped: this.#backlog.takeDropped() });
    });
  }

  async close(): Promise<void> {
    if (this.#isOpen) {
      this.#isOpen = false;
      this.#release();
      this.#settleEnded(undefined);
    }
    await this.ended;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/**
 * @returns the same key for a name in any case of letters
 * @throws ERROR_INVALID_PARAMETER for a NUL, ERROR_INVALID_NAME unless it names a mailslot on this computer
 */
function mailslotKey(api: string, name: string): string {
  refuseNul(api, name);
  const key = name.toLowerCase();
  const prefix = String.raw`\\.\mailslot` + '\\';
  if (!key.startsWith(prefix) || key === prefix) throw new Win32Error(api, ERROR_INVALID_NAME);
  return key;
}
