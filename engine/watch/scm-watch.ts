import { ERROR_OPERATION_ABORTED, ERROR_TIMEOUT } from '../../common/error-codes.ts';
import { isPending } from '../../common/service-status.ts';
import { reportWin32 } from '../../common/win32-error.ts';
import type { Registry, ServiceManagers } from '../../native-bridge/bridge.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import { ConfigurationReader, readService, type ServiceReading } from './service-reading.ts';

/** How long after one reading the next is taken, in milliseconds: at rest, */
export const REST_INTERVAL_MS = 1000;
/**
 * while nobody sees the window, when the tray icon and the notifications still follow it: sooner than Windows starts a
 * service anew that has crashed (`native-bridge/registration/wanted.ts`), because only until then the SCM tells of it,
 */
export const UNSEEN_INTERVAL_MS = 2000;
/** and while the service changes its state or an operation is under way. */
const PENDING_INTERVAL_MS = 200;

/** How long the SCM may take to answer before the window is told that it does not, in milliseconds. */
const READ_PATIENCE_MS = 5_000;

const UNANSWERED: ServiceReading = {
  kind: 'unavailable',
  error: reportWin32('QueryServiceStatusEx', ERROR_TIMEOUT),
};
const DISPOSED: ServiceReading = {
  kind: 'unavailable',
  error: reportWin32('QueryServiceStatusEx', ERROR_OPERATION_ABORTED),
};

interface ScmWatchOptions {
  readonly managers: ServiceManagers;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly onReading: (reading: ServiceReading) => void;
}

/**
 * Asks the SCM again and again, one question at a time: quickly while something changes, slowly at rest, and
 * seldom while nobody is looking. A question that the SCM does not answer is not asked again before it has:
 * each would take another thread. Starts paused.
 */
export class ScmWatch implements Disposable {
  readonly #options: ScmWatchOptions;
  /** Undefined until the watch begins. */
  #isSeen: boolean | undefined;
  #isBusy = false;
  #isDisposed = false;
  #isChanging = false;
  #cancelNext: () => void = () => undefined;
  #cancelPatience: () => void = () => undefined;
  #underWay: Promise<ServiceReading> | undefined;
  #afterwards: Promise<ServiceReading> | undefined;

  readonly #configurations: ConfigurationReader;

  constructor(options: ScmWatchOptions) {
    this.#options = options;
    this.#configurations = new ConfigurationReader(options.clock, options.registry);
  }

  /** Goes on asking by itself from now on. @param isSeen whether somebody can see the window */
  watch(isSeen: boolean): void {
    const before = this.#isSeen;
    this.#isSeen = isSeen;
    if (isSeen === before) return;
    if (isSeen || before === undefined) void this.refresh();
    else this.#schedule();
  }

  /** Whether an operation is under way, whose effect should show soon. */
  setBusy(isBusy: boolean): void {
    this.#isBusy = isBusy;
    this.#schedule();
  }

  /** Has the next reading read the service's configuration too, which is otherwise read now and then only. */
  expireConfiguration(): void {
    this.#configurations.expire();
  }

  /** Asks at once, also before the watch begins. @returns a reading that began after this call, once it was delivered */
  refresh(): Promise<ServiceReading> {
    if (this.#underWay === undefined) return this.#read();
    this.#afterwards ??= this.#underWay.then(() => {
      this.#afterwards = undefined;
      return this.#read();
    });
    return this.#afterwards;
  }

  /** A reading that is still under way then is not delivered. */
  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#cancelNext();
    this.#cancelPatience();
  }

  #read(): Promise<ServiceReading> {
    this.#cancelNext();
    this.#underWay = this.#ask();
    return this.#underWay;
  }

  async #ask(): Promise<ServiceReading> {
    const reading = this.#isDisposed ? DISPOSED : await this.#readPatiently();
    this.#underWay = undefined;
    if (this.#isDisposed) return DISPOSED;
    this.#isChanging = reading.kind === 'present' && isPending(reading.status.state);
    this.#options.onReading(reading);
    this.#schedule();
    return reading;
  }

  /** Says in the meantime that there is no answer. */
  async #readPatiently(): Promise<ServiceReading> {
    const { managers, clock, onReading } = this.#options;
    this.#cancelPatience = clock.setTimeout(() => {
      onReading(UNANSWERED);
    }, READ_PATIENCE_MS);
    const reading = await readService(managers, this.#configurations);
    this.#cancelPatience();
    return reading;
  }

  #schedule(): void {
    this.#cancelNext();
    if (this.#isSeen === undefined || this.#isDisposed || this.#underWay !== undefined) return;
    const restInterval = this.#isSeen ? REST_INTERVAL_MS : UNSEEN_INTERVAL_MS;
    const interval = this.#isBusy || this.#isChanging ? PENDING_INTERVAL_MS : restInterval;
    this.#cancelNext = this.#options.clock.setTimeout(() => void this.#read(), interval);
  }
}
