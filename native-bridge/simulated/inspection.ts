import { ERROR_FILE_NOT_FOUND } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { ElevationType, Inspection, InspectedMailslot, Signature } from '../inspection.ts';
import type { MailslotMessage } from '../bridge.ts';
import type { Clock } from '../clock.ts';
import type { SimulatedMailslots } from './mailslots.ts';
import { settled } from './calls.ts';

/** What every mailslot of the simulated computer has. */
const ACCESS_LIST = 'D:P(D;;GA;;;NU)(A;;GA;;;SY)(A;;GA;;;BA)';

/** The simulated computer as it is looked at. What of it is public can be damaged. */
export class SimulatedInspection implements Inspection {
  readonly #mailslots: SimulatedMailslots;
  readonly #clock: Clock;
  /** By the files' paths. A file that is not in here is not real, and one that has no time is missing. */
  readonly times = new Map<string, number | undefined>();
  readonly hashes = new Map<string, string>();
  readonly signatures = new Map<string, Signature>();
  elevationType: ElevationType = 'administrator';
  /** What a mailslot gets whatever is asked for. */
  foundAccess = ACCESS_LIST;

  constructor(mailslots: SimulatedMailslots, clock: Clock) {
    this.#mailslots = mailslots;
    this.#clock = clock;
  }

  async createMailslot(name: string): Promise<InspectedMailslot> {
    const arrived: MailslotMessage[] = [];
    let wake: () => void = () => undefined;
    const server = await this.#mailslots.create(name, ({ messages }) => {
      arrived.push(...messages);
      wake();
    });
    const clock = this.#clock;
    return {
      asked: ACCESS_LIST,
      found: this.foundAccess,
      async receive(timeoutMs) {
        if (arrived.length === 0) {
          await new Promise<void>((resolve) => {
            const cancelTimer = clock.setTimeout(resolve, timeoutMs);
            wake = () => {
              cancelTimer();
              resolve();
            };
          });
        }
        return arrived.shift();
      },
      [Symbol.dispose]() {
        void server.close();
      },
    };
  }

  isMailslotOwned(name: string): Promise<boolean> {
    return Promise.resolve(this.#mailslots.isOwned(name));
  }

  fileHash(path: string): Promise<string | undefined> {
    return Promise.resolve(this.hashes.get(path));
  }

  fileTime(path: string): Promise<number | undefined> {
    return settled(() => {
      const time = this.times.get(path);
      if (time === undefined && this.times.has(path))
        throw new Win32Error('GetFileTime', ERROR_FILE_NOT_FOUND);
      return time;
    });
  }

  signature(path: string): Promise<Signature> {
    return Promise.resolve(this.signatures.get(path) ?? { kind: 'none' });
  }

  elevation(): ElevationType {
    return this.elevationType;
  }
}
