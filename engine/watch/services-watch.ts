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

/** The time from one reading to the next while the services are at rest, in milliseconds. */
export const REST_INTERVAL_MS = 1000;
/**
 * The same while the window can't be seen and only the tray icon and notifications follow. It is shorter than Windows'
 * delay before restarting SigmaSrv after a crash (`engine/registration/wanted.ts`), because the SCM reports the crash
 * only until then.
 */
export const UNSEEN_INTERVAL_MS = 2000;
/** The same while a watched service changes its state or an operation is running. */
const PENDING_INTERVAL_MS = 200;

/** How long the SCM may take to answer before the reading counts as unavailable, in milliseconds. */
const READ_PATIENCE_MS = 5_000;

/** The SCM's answers about all services at one moment. */
export class ServiceReadings {
  /** By the services' names in lower case: the SCM keeps the case of a name, and ignores it. */
  readonly #known = new Map<string, NamedReading>();
  readonly #others: ServiceReading;

  /** @param others the reading of any service that is not among the known ones */
  constructor(known: readonly NamedReading[], others: ServiceReading) {
    for (const one of known) this.#known.set(one.name.toLowerCase(), one);
    this.#others = others;
  }

  /** @param name a key name, in any case of letters */
  of(name: string): ServiceReading {
    return this.#known.get(name.toLowerCase())?.reading ?? this.#others;
  }

  /** @returns the names, as the SCM spells them, of the services in these or the other readings */
  namesWith(other: ServiceReadings): readonly string[] {
    const both = new Map([...other.#known, ...this.#known]);
    return [...both.values()].map(({ name }) => name);
  }

  /**
   * @returns the last answer for each service: from these readings if the SCM gave one, otherwise from the earlier ones
   */
  withAnswersOf(earlier: ServiceReadings): ServiceReadings {
    const others = answered(this.#others) ?? earlier.#others;
    const known = this.namesWith(earlier).map((name) => {
      return { name, reading: answered(this.of(name)) ?? earlier.of(name) };
    });
    // A service that is gone is not kept by name.
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

/** A service whose reading differs from the previous one. */
export interface ServiceChange {
  /** The service's key name. */
  readonly service: string;
  readonly from: ServiceReading;
  readonly to: ServiceReading;
  /** When it was read, in milliseconds of the monotonic clock. */
  readonly at: number;
}

interface ServicesWatchOptions {
  readonly managers: ServiceManagers;
  readonly registry: Registry;
  readonly clock: Clock;
  /** The services whose configuration is read as well. */
  readonly watched: readonly ServiceProfile[];
}

type Listener<Event> = (event: Event) => void;

/**
 * Reads all services again and again, with one call no matter how many there are, and one reading at a time: quickly
 * while something changes, slowly at rest, and every other second while the window can't be seen. A question that the
 * SCM has not answered is not repeated, because each one occupies a thread. Starts paused.
 */
export class ServicesWatch implements Disposable {
  readonly #options: ServicesWatchOptions;
  readonly #configurations: ReadonlyMap<string, ConfigurationReader>;
  readonly #onReadings = new Set<Listener<ServiceReadings>>();
  readonly #onChange = new Set<Listener<ServiceChange>>();
  /** The last answer for each service. */
  #answers = unanswered(ERROR_TIMEOUT);
  /** Undefined until watching starts. */
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

  /**
   * @param listener called with each reading, also with one that the SCM has failed to give. @returns the function that
   *   unsubscribes
   */
  onReadings(listener: Listener<ServiceReadings>): () => void {
    this.#onReadings.add(listener);
    return () => this.#onReadings.delete(listener);
  }

  /**
   * @param listener called, before the reading is delivered, for each service that differs from the last answer about
   *   it. The first answer about a service is no change, and neither is a missing answer
   * @returns the function that unsubscribes
   */
  onChange(listener: Listener<ServiceChange>): () => void {
    this.#onChange.add(listener);
    return () => this.#onChange.delete(listener);
  }

  /** Starts asking on its own. @param isSeen whether the window can be seen */
  watch(isSeen: boolean): void {
    const before = this.#isSeen;
    this.#isSeen = isSeen;
    if (isSeen === before) return;
    if (isSeen || before === undefined) void this.refresh();
    else this.#schedule();
  }

  /** Reads more often while an operation is running, so that its effect shows soon. */
  setBusy(isBusy: boolean): void {
    this.#isBusy = isBusy;
    this.#schedule();
  }

  /** Makes the next reading include the services' configuration, which is otherwise read only now and then. */
  expireConfigurations(): void {
    for (const configuration of this.#configurations.values()) configuration.expire();
  }

  /**
   * Asks at once, also before watching starts. @returns a reading that began after this call, once it has been
   * delivered
   */
  refresh(): Promise<ServiceReadings> {
    if (this.#underWay === undefined) return this.#read();
    this.#afterwards ??= this.#underWay.then(() => {
      this.#afterwards = undefined;
      return this.#read();
    });
    return this.#afterwards;
  }

  /** A reading still running at that time is not delivered. */
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

  /** Reports in the meantime that there is no answer. */
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
      // The first answer about a service is no change.
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

/** @returns whether the state, the process and the exit codes are the same */
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
 * Asks the SCM, which requires no elevation. No service handle stays open, because one would keep a deleted service
 * from disappearing. Never throws.
 * @param configurations of the watched services, by name
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

/** If an administrator has withdrawn the right to list services, the watched services can still be asked one by one. */
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

/** A service missing from the list may be hidden from this user; only opening it tells. */
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
