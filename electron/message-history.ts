import { BoundedBuffer } from '../common/bounded-buffer.ts';
import { displayText } from '../common/display-text.ts';
import type { MessageRow } from '../common/ipc.ts';
import { decodeMessage, type StatusPairs } from '../common/status-message.ts';
import type { MailslotBatch } from '../native-bridge/bridge.ts';

/** How many messages a window that is loaded anew finds, the newest ones. */
export const HISTORY_LIMIT = 1000;

/** One message made fit for the window, and the pairs that only the monitor needs. */
export interface ReceivedMessage {
  readonly row: MessageRow;
  readonly pairs: StatusPairs | undefined;
}

/** Turns untrusted bytes into rows, keeps the newest of them and counts them all. */
export class MessageHistory {
  readonly #rows = new BoundedBuffer<MessageRow>(HISTORY_LIMIT);
  #received = 0;
  #malformed = 0;
  #dropped = 0;
  #latest: MessageRow | undefined;

  add(batch: MailslotBatch): readonly ReceivedMessage[] {
    this.#dropped += batch.dropped;
    return batch.messages.map(({ bytes, arrivedAt }) => {
      const { text, pairs, malformed } = decodeMessage(bytes);
      this.#received += 1;
      if (malformed) this.#malformed += 1;
      const row = {
        id: this.#received,
        arrivedAt,
        text: displayText(text),
        malformed,
        seq: pairs?.seq,
        at: pairs?.at,
      };
      this.#rows.push(row);
      this.#latest = row;
      return { row, pairs };
    });
  }

  /** Counts messages that were let go further on because they came faster than the window takes them. */
  countDropped(count: number): void {
    this.#dropped += count;
  }

  counters(): { received: number; malformed: number; dropped: number; latest: MessageRow | undefined } {
    return {
      received: this.#received,
      malformed: this.#malformed,
      dropped: this.#dropped,
      latest: this.#latest,
    };
  }

  /** @returns the newest messages, oldest first */
  rows(): MessageRow[] {
    return this.#rows.toArray();
  }
}
