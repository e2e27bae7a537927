import type { MessageRow } from '../../common/view.ts';
import { BoundedBuffer } from '../../common/bounded-buffer.ts';
import { DISPLAY_LIMIT, displayText, visibleText } from '../../common/display-text.ts';
import { decodeMessage, type StatusPairs } from '../../common/status-message.ts';
import type { MailslotBatch } from '../../native-bridge/bridge.ts';
import type { MailslotTraffic } from './traffic.ts';

/** How many messages, the newest ones, a reloaded window gets. */
export const HISTORY_LIMIT = 10_000;

/** The limit for all texts longer than their rows show, in UTF-16 units: 16 MiB at most. */
const WHOLE_TEXTS_UNITS = 8 * 1024 * 1024;

interface WholeText {
  readonly id: number;
  readonly text: string;
}

/** A message made fit for the window, and the pairs that only the monitor needs. */
export interface ReceivedMessage {
  readonly row: MessageRow;
  readonly pairs: StatusPairs | undefined;
}

/** Turns untrusted bytes into rows, and keeps the newest. */
export class MessageHistory {
  readonly #rows = new BoundedBuffer<MessageRow>(HISTORY_LIMIT);
  readonly #wholeTexts = new BoundedBuffer<WholeText>(WHOLE_TEXTS_UNITS, ({ text }) => text.length);
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
      const id = this.#traffic.received;
      const isLong = text.length > DISPLAY_LIMIT;
      if (isLong) this.#wholeTexts.push({ id, text });
      const row: MessageRow = {
        id,
        arrivedAt,
        text: displayText(text),
        ...(isLong && { isShortened: true }),
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

  /** @returns the whole texts of those messages whose rows are shortened, as far as they are kept */
  wholeTexts(ids: readonly number[]): WholeText[] {
    const wanted = new Set(ids);
    return this.#wholeTexts
      .toArray()
      .filter(({ id }) => wanted.has(id))
      .map(({ id, text }) => ({ id, text: visibleText(text) }));
  }

  /** @returns the newest messages, oldest first */
  rows(): MessageRow[] {
    return this.#rows.toArray();
  }
}
