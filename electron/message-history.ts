import { BoundedBuffer } from '../common/bounded-buffer.ts';
import { displayText } from '../common/display-text.ts';
import type { MessageRow } from '../common/ipc.ts';
import { decodeMessage, type StatusPairs } from '../common/status-message.ts';
import type { MailslotBatch } from '../native-bridge/bridge.ts';
import type { MailslotTraffic } from './mailslot-traffic.ts';

/** How many messages a window that is loaded anew finds, the newest ones. */
export const HISTORY_LIMIT = 10_000;

/** One message made fit for the window, and the pairs that only the monitor needs. */
export interface ReceivedMessage {
  readonly row: MessageRow;
  readonly pairs: StatusPairs | undefined;
}

/** Turns untrusted bytes into rows, and keeps the newest of them. */
export class MessageHistory {
  readonly #rows = new BoundedBuffer<MessageRow>(HISTORY_LIMIT);
  readonly #traffic: MailslotTraffic;
  #latest: MessageRow | undefined;

  /** @param traffic counts what is added */
  constructor(traffic: MailslotTraffic) {
    this.#traffic = traffic;
  }

  /** The newest message. */
  get latest(): MessageRow | undefined {
    return this.#latest;
  }

  add(batch: MailslotBatch): readonly ReceivedMessage[] {
    this.#traffic.countDropped(batch.dropped);
    return batch.messages.map(({ bytes, arrivedAt }) => {
      const { text, pairs, malformed } = decodeMessage(bytes);
      const size = bytes.byteLength;
      this.#traffic.count({ size, malformed, pairs });
      const row = {
        id: this.#traffic.received,
        arrivedAt,
        text: displayText(text),
        size,
        malformed,
        seq: pairs?.seq,
        at: pairs?.at,
        pid: pairs?.pid,
      };
      this.#rows.push(row);
      this.#latest = row;
      return { row, pairs };
    });
  }

  /** @returns the newest messages, oldest first */
  rows(): MessageRow[] {
    return this.#rows.toArray();
  }
}
