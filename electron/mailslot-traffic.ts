import type { Traffic } from '../common/ipc.ts';
import type { StatusPairs } from '../common/status-message.ts';
import { MessageRate } from './message-rate.ts';
import { ServiceCounts } from './service-counts.ts';

/** What is counted of one message. */
interface CountedMessage {
  /** In bytes. */
  readonly size: number;
  readonly malformed: boolean;
  readonly pairs: StatusPairs | undefined;
}

/** Counts what comes through the mailslot. Everything that is counted was said by a stranger. */
export class MailslotTraffic {
  readonly #rate = new MessageRate();
  readonly #service = new ServiceCounts();
  #received = 0;
  #malformed = 0;
  #dropped = 0;
  #bytes = 0;
  #largest = 0;

  /** How many messages have arrived. */
  get received(): number {
    return this.#received;
  }

  count({ size, malformed, pairs }: CountedMessage): void {
    this.#received += 1;
    if (malformed) this.#malformed += 1;
    this.#bytes += size;
    this.#largest = Math.max(this.#largest, size);
    if (pairs !== undefined) this.#service.follow(pairs);
  }

  /** @param processIds the service's processes, as far as the SCM has named them, the newest last */
  knowService(processIds: readonly number[]): void {
    this.#service.adopt(processIds);
  }

  countDropped(count: number): void {
    this.#dropped += count;
  }

  /** To be called regularly: the rate changes only then. @param at milliseconds of a clock that does not run backwards */
  tick(at: number): void {
    this.#rate.measure(this.#received, at);
  }

  totals(): Traffic {
    return {
      received: this.#received,
      malformed: this.#malformed,
      dropped: this.#dropped,
      bytes: this.#bytes,
      largest: this.#largest,
      perSecond: this.#rate.perSecond,
      gaps: this.#service.missing,
      lost: this.#service.lost,
    };
  }
}
