import {
  ERROR_ACCESS_DENIED,
  ERROR_OPERATION_ABORTED,
  ERROR_SERVICE_DOES_NOT_EXIST,
  ERROR_TIMEOUT,
} from '../../common/win32-codes.ts';
import type { ServiceProfile } from '../../common/service-profile.ts';
import { isPending, type ServiceStatus } from '../../common/service-status.ts';
import { reportError, reportWin32, Win32Error } from '../../common/win32-error.ts';
import type { Registry, ServiceManager, ServiceManagers } from '../../native-bridge/bridge.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import { ConfigurationReader, type ServiceReading } from './service-reading.ts';

/** How long after one reading the next is taken, in milliseconds: at rest, */
export const REST_INTERVAL_MS = 1000;
/**
 * while the window can't be seen, when the tray icon and the notifications still follow it: sooner than Windows restarts
 * SigmaSrv after a crash (`engine/registration/wanted.ts`), because the SCM reports the crash only until then,
 */
export const UNSEEN_INTERVAL_MS = 2000;
/** and while a watched service changes its state or an operation is under way. */
const PENDING_INTERVAL_MS = 200;

/** How long the SCM may take to answer before it is said that it does not, in milliseconds. */
const READ_PATIENCE_MS = 5_000;

/** What the SCM answered of all services at one time. */
export class ServiceReadings {
  /** By the services' names in lower case: the SCM keeps the case of letters, and does not heed it. */
  readonly #known = new Map<string, NamedReading>();
  readonly #others: ServiceReading;

  /** @param others what is known of any service that is not among these */
  constructor(known: readonly NamedReading[], others: ServiceReading) {
    for (const one of known) this.#known.set(one.name.toLowerCase(), one);
    this.#others = others;
  }

  /** @param name a key name, in any case of letters */
  of(name: string): ServiceReading {
    return this.#known.get(name.toLowerCase())?.reading ?? this.#others;
  }

  /** @returns the names of the services that something is known of, as the SCM has them, here or in the other readings */
  namesWith(other: ServiceReadings): readonly string[] {
    const both = new Map([...other.#known, ...this.#known]);
    return [...both.values()].map(({ name }) => name);
  }

  /** @returns the last answer for each service: from these readings where the SCM gave one, otherwise from earlier ones */
  withAnswersOf(earlier: ServiceReadings): ServiceReadings {
    const others = answered(this.#others) ?? earlier.#others;
    const known = this.namesWith(earlier).map((name) => {
      return { name, reading: answered(this.of(name)) ?? earlier.of(name) };
    });
    // What is gone need not be remembered by its name.
    return new ServiceReadings(
      known.filter(({ reading }) => reading.kind !== others.kind),
      others,
    );
  }
}

function answered(reading: ServiceReading): ServiceReading | undefined {
  return reading.kind === 'unavailable' ? undefined : reading;
}

interface NamedReading {
  readonly name: string;
  readonly reading: ServiceReading;
}

/** A service that is not as it was at the reading before. */
export interface ServiceChange {
  /** Its key name. */
  readonly service: string;
  readonly from: ServiceReading;
  readonly to: ServiceReading;
  /** When it was read, in milliseconds by the clock that does not run backwards. */
  readonly at: number;
}

interface ServicesWatchOptions {
  readonly managers: ServiceManagers;
  readonly registry: Registry;
  readonly clock: Clock;
  /** Those whose configuration is read as well. */
  readonly watched: readonly ServiceProfile[];
}

type Listener<Event> = (event: Event) => void;

/**
 * Asks the SCM for all services again and again, with one call however many there are, and one question at a time: quickly
 * while something changes, slowly at rest, and every other second while nobody is looking. A question that the SCM does not
 * answer is not asked again before it has: each would take another thread. Starts paused.
 */
export class ServicesWatch implements Disposable {
  readonly #options: ServicesWatchOptions;
  readonly #configurations: ReadonlyMap<string, ConfigurationReader>;
  readonly #onReadings = new Set<Listener<ServiceReadings>>();
  readonly #onChange = new Set<Listener<ServiceChange>>();
  /** The last answer for each service. */
  #answers = unanswered(ERROR_TIMEOUT);
  /** Undefined until the watch begins. */
  #isSeen: boolean | undefined;
  #isBusy = false;
  #isDisposed = false;
  #isChanging = false;
  #cancelNext: () => void = () => undefined;
  #cancelPatience: () => void = () => undefined;
  #underWay: Promise<ServiceReadings> | undefined;
  #afterwards: Promise<ServiceReadings> | undefined;

  constructor(options: ServicesWatchOptions) {
    const { clock, registry, watched } = options;
    this.#options = options;
    this.#configurations = new Map(
      watched.map((service) => [service.name, new ConfigurationReader(service, clock, registry)]),
    );
  }

  /** @param listener told of each reading, also of one that the SCM owes. @returns what ends that */
  onReadings(listener: Listener<ServiceReadings>): () => void {
    this.#onReadings.add(listener);
    return () => this.#onReadings.delete(listener);
  }

  /**
   * @param listener told, before the reading itself, of each service that is not as it was at the last answer for it; the
   *   first answer is no news, and a service for which the SCM gives none is as it was
   * @returns what ends that
   */
  onChange(listener: Listener<ServiceChange>): () => void {
    this.#onChange.add(listener);
    return () => this.#onChange.delete(listener);
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

  /** Has the next reading read the services' configuration too, which is otherwise read now and then only. */
  expireConfigurations(): void {
    for (const configuration of this.#configurations.values()) configuration.expire();
  }

  /** Asks at once, also before the watch begins. @returns a reading that began after this call, once it was delivered */
  refresh(): Promise<ServiceReadings> {
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

  #read(): Promise<ServiceReadings> {
    this.#cancelNext();
    this.#underWay = this.#ask();
    return this.#underWay;
  }

  async #ask(): Promise<ServiceReadings> {
    const readings = this.#isDisposed ? unanswered(ERROR_OPERATION_ABORTED) : await this.#readPatiently();
    this.#underWay = undefined;
    if (this.#isDisposed) return unanswered(ERROR_OPERATION_ABORTED);
    this.#isChanging = this.#options.watched.some(({ name }) => {
      const reading = readings.of(name);
      return reading.kind === 'present' && isPending(reading.status.state);
    });
    this.#deliver(readings);
    this.#schedule();
    return readings;
  }

  /** Says in the meantime that there is no answer. */
  async #readPatiently(): Promise<ServiceReadings> {
    const { managers, clock } = this.#options;
    this.#cancelPatience = clock.setTimeout(() => {
      this.#deliver(unanswered(ERROR_TIMEOUT));
    }, READ_PATIENCE_MS);
    const readings = await readServices(managers, this.#configurations);
    this.#cancelPatience();
    return readings;
  }

  #deliver(readings: ServiceReadings): void {
    const before = this.#answers;
    this.#answers = readings.withAnswersOf(before);
    this.#tellChanges(before, this.#answers);
    for (const listener of this.#onReadings) listener(readings);
  }

  #tellChanges(before: ServiceReadings, now: ServiceReadings): void {
    const at = this.#options.clock.now();
    for (const service of now.namesWith(before)) {
      const [from, to] = [before.of(service), now.of(service)];
      // The first answer for a service is no news.
      if (from.kind === 'unavailable' || isSame(from, to)) continue;
      for (const listener of this.#onChange) listener({ service, from, to, at });
    }
  }

  #schedule(): void {
    this.#cancelNext();
    if (this.#isSeen === undefined || this.#isDisposed || this.#underWay !== undefined) return;
    const restInterval = this.#isSeen ? REST_INTERVAL_MS : UNSEEN_INTERVAL_MS;
    const interval = this.#isBusy || this.#isChanging ? PENDING_INTERVAL_MS : restInterval;
    this.#cancelNext = this.#options.clock.setTimeout(() => void this.#read(), interval);
  }
}

function unanswered(code: number): ServiceReadings {
  return new ServiceReadings([], {
    kind: 'unavailable',
    error: reportWin32('EnumServicesStatusExW', code),
  });
}

/** Whether a service is in the same state of the same process, and has ended in the same way. */
function isSame(left: ServiceReading, right: ServiceReading): boolean {
  if (left.kind !== 'present' || right.kind !== 'present') return left.kind === right.kind;
  const [one, other] = [left.status, right.status];
  return (
    one.state === other.state &&
    one.processId === other.processId &&
    one.win32ExitCode === other.win32ExitCode &&
    one.serviceSpecificExitCode === other.serviceSpecificExitCode
  );
}

/**
 * Asks the SCM, which needs no elevation. No handle of a service stays open: one that did would keep a deleted service from
 * going away. Never throws.
 * @param configurations of the services that are watched, by their names
 */
async function readServices(
  managers: ServiceManagers,
  configurations: ReadonlyMap<string, ConfigurationReader>,
): Promise<ServiceReadings> {
  try {
    const { manager: opened, mayList } = await openToRead(managers);
    using manager = opened;
    const entries = mayList ? await manager.enumerateServices() : [];
    const others: ServiceReading = mayList
      ? { kind: 'absent' }
      : { kind: 'unavailable', error: reportWin32('OpenSCManagerW', ERROR_ACCESS_DENIED) };
    const listed = entries.map(({ name, status }): NamedReading => {
      return { name, reading: { kind: 'present', status } };
    });
    const readings = new ServiceReadings(listed, others);
    const watched: NamedReading[] = [];
    for (const [name, configuration] of configurations)
      watched.push({ name, reading: await readWatched(manager, name, readings.of(name), configuration) });
    return new ServiceReadings([...listed, ...watched], others);
  } catch (error) {
    for (const configuration of configurations.values()) configuration.expire();
    return new ServiceReadings([], {
      kind: 'unavailable',
      error: reportError(error, 'EnumServicesStatusExW'),
    });
  }
}

/** Where an administrator has taken the right to list the services from users, those that are watched can still be asked. */
async function openToRead(
  managers: ServiceManagers,
): Promise<{ readonly manager: ServiceManager; readonly mayList: boolean }> {
  try {
    return { manager: await managers.localComputer(['connect', 'enumerate']), mayList: true };
  } catch (error) {
    if (!isCode(error, ERROR_ACCESS_DENIED)) throw error;
    return { manager: await managers.localComputer(['connect']), mayList: false };
  }
}

/** One that is not among those listed may be hidden from this user, which only opening it tells. */
async function readWatched(
  manager: ServiceManager,
  name: string,
  listed: ServiceReading,
  configuration: ConfigurationReader,
): Promise<ServiceReading> {
  const reading = listed.kind === 'present' ? listed : await readByItself(manager, name);
  if (reading.kind === 'present') return { ...reading, configuration: await configuration.read(manager) };
  configuration.expire();
  return reading;
}

async function readByItself(manager: ServiceManager, name: string): Promise<ServiceReading> {
  try {
    return { kind: 'present', status: await queryStatus(manager, name) };
  } catch (error) {
    if (isCode(error, ERROR_SERVICE_DOES_NOT_EXIST)) return { kind: 'absent' };
    return { kind: 'unavailable', error: reportError(error, 'QueryServiceStatusEx') };
  }
}

async function queryStatus(manager: ServiceManager, name: string): Promise<ServiceStatus> {
  using service = await manager.openService(name, ['query-status']);
  return await service.queryStatus();
}

function isCode(error: unknown, code: number): boolean {
  return error instanceof Win32Error && error.code === code;
}
