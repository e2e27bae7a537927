import { ERROR_FILE_NOT_FOUND } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { ElevationType, Inspection, InspectedMailslot, Signature } from '../inspection.ts';
import type { MailslotMessage } from '../bridge.ts';
import type { Clock } from '../clock.ts';
import type { SimulatedMailslots } from './mailslots.ts';
import { settled } from './calls.ts';

/** The access list of every mailslot on the simulated computer. */
const ACCESS_LIST = 'D:P(D;;GA;;;NU)(A;;GA;;;SY)(A;;GA;;;BA)';

/** The simulated computer as a check sees it. Tests can damage the public fields. */
export class SimulatedInspection implements Inspection {
  readonly #mailslots: SimulatedMailslots;
  readonly #clock: Clock;
  /** Times by file path. A file not in this map is not real, and one without a time is missing. */
  readonly times = new Map<string, number | undefined>();
  readonly hashes = new Map<string, string>();
  readonly signatures = new Map<string, Signature>();
  elevationType: ElevationType = 'administrator';
  /** The access list that a mailslot gets, whatever was requested. */
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
