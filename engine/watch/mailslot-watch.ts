import type { MailslotView } from '../../common/view.ts';
import { MAILSLOT_NAME } from '../../common/product.ts';
import { ERROR_ALREADY_EXISTS } from '../../common/win32-codes.ts';
import { CONTROL_POST_STATUS } from '../../common/sigma-service.ts';
import { reportError, Win32Error } from '../../common/win32-error.ts';
import type {
  MailslotBatch,
  Mailslots,
  MailslotServer,
  ServiceManagers,
} from '../../native-bridge/bridge.ts';
import type { Clock } from '../../native-bridge/clock.ts';

/** How long to wait before asking again for a mailslot that could not be created, in milliseconds. */
const RETRY_MS = 2000;
/** How long to wait before creating the mailslot again after its reading ended unexpectedly, in milliseconds. */
const REOPEN_MS = 200;

interface MailslotWatchOptions {
  readonly mailslots: Mailslots;
  readonly clock: Clock;
  readonly onBatch: (batch: MailslotBatch) => void;
  readonly onChange: (mailslot: MailslotView) => void;
}

/** Owns Sigma's mailslot: creates it as soon as the name is free, and again after it was lost. */
export class MailslotWatch implements AsyncDisposable {
  readonly #options: MailslotWatchOptions;
  #isDisposed = false;
  #cancelRetry: () => void = () => undefined;
  #opening: Promise<void> = Promise.resolve();
  #server: MailslotServer | undefined;

  constructor(options: MailslotWatchOptions) {
    this.#options = options;
    this.#open();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    this.#cancelRetry();
    await this.#opening;
    await this.#server?.close();
  }

  #open(): void {
    this.#opening = this.#tryToOpen().catch((error: unknown) => {
      this.#options.onChange(viewOf(error));
      this.#openLater(RETRY_MS);
    });
  }

  async #tryToOpen(): Promise<void> {
    const server = await this.#options.mailslots.create(MAILSLOT_NAME, this.#options.onBatch);
    this.#server = server;
    this.#options.onChange({ kind: 'open' });
    void server.ended.then((error) => {
      this.#lost(error);
    });
  }

  #lost(error: Error | undefined): void {
    if (this.#isDisposed) return;
    this.#server = undefined;
    this.#options.onChange(error === undefined ? { kind: 'closed' } : viewOf(error));
    this.#openLater(REOPEN_MS);
  }

  #openLater(delayMs: number): void {
    if (this.#isDisposed) return;
    this.#cancelRetry = this.#options.clock.setTimeout(() => {
      this.#open();
    }, delayMs);
  }
}

function viewOf(error: unknown): MailslotView {
  const isTaken = error instanceof Win32Error && error.code === ERROR_ALREADY_EXISTS;
  return { kind: isTaken ? 'taken' : 'failed', error: reportError(error, 'CreateMailslotW') };
}

/**
 * Asks the service to post its status at once instead of at the end of its interval, which may take a minute. Every
 * user may ask unless the service's access list was changed.
 */
export async function askForStatus(managers: ServiceManagers, name: string): Promise<void> {
  try {
    using manager = await managers.localComputer(['connect']);
    using service = await manager.openService(name, ['user-defined-control']);
    await service.control(CONTROL_POST_STATUS);
  } catch (error) {
    // The service is not running, may not be asked, or is not Sigma's: its regular posts have to suffice.
    if (!(error instanceof Win32Error)) throw error;
  }
}
