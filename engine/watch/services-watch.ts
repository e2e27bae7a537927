import {
  ERROR_ACCESS_DENIED,
  ERROR_OPERATION_ABORTED,
  ERROR_SERVICE_DOES_NOT_EXIST,
  ERROR_TIMEOUT,
} from '../../common/win32-codes.ts';
import type { ServiceProfile } from '../../common/service-profile.ts';
import { isPending } from '../../common/service-status.ts';
import { reportError, reportWin32, Win32Error } from '../../common/win32-error.ts';
import type { Registry, ServiceEntry, ServiceManager, ServiceManagers } from '../../native-bridge/bridge.ts';
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

/** One answer of the SCM, and when it was asked and answered, in milliseconds of the monotonic clock. */
interface Answer {
  readonly reading: ServiceReading;
  readonly askedAt: number;
  readonly answeredAt: number;
}

type Unavailable = ServiceReading & { readonly kind: 'unavailable' };

interface NamedAnswer extends Answer {
  readonly name: string;
}

/** The SCM's answers about all services. */
export class ServiceReadings {
  /** By the services' names in lower case: the SCM keeps the case of a name, and ignores it. */
  readonly #known = new Map<string, NamedAnswer>();
  readonly #others: Answer;

  /** @param others the answer for any service that is not among the known ones */
  constructor(known: readonly NamedAnswer[], others: Answer) {
    for (const one of known) this.#known.set(one.name.toLowerCase(), one);
    this.#others = others;
  }

  /** @param name a key name, in any case of letters */
  of(name: string): ServiceReading {
    return this.answerFor(name).reading;
  }

  /** @param name a key name, in any case of letters */
  answerFor(name: string): Answer {
    return this.#known.get(name.toLowerCase()) ?? this.#others;
  }

  /** @returns these readings, with other answers for some services */
  with(answers: readonly NamedAnswer[]): ServiceReadings {
    return new ServiceReadings([...this.#known.values(), ...answers], this.#others);
  }

  /** The names, as the SCM spells them, of the services that these readings know. */
  get names(): readonly string[] {
    return [...this.#known.values()].map(({ name }) => name);
  }

  /** @returns the names of the services in these or the other readings */
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
      return { ...(answered(this.answerFor(name)) ?? earlier.answerFor(name)), name };
    });
    // A service that is gone is not kept by name.
    return new ServiceReadings(
      known.filter(({ reading }) => reading.kind !== others.reading.kind),
      others,
    );
  }
}

function answered(answer: Answer): Answer | undefined {
  return answer.reading.kind === 'unavailable' ? undefined : answer;
}

/** A service whose reading differs from the previous one. */
export interface ServiceChange {
  /** The service's key name. */
  readonly service: string;
  readonly from: ServiceReading;
  readonly to: ServiceReading;
  /** When the SCM was asked for the earlier one, in milliseconds of the monotonic clock: the change is no older. */
  readonly since: number;
  /** When the SCM gave the later one, by the same clock. */
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
  #answers: ServiceReadings;
  /** Undefined until watching starts. */
  #isSeen: boolean | undefined;
  #isBusy = false;
  /** The SCM, while it answers. */
  #opened: OpenedManager | undefined;
  #isDisposed = false;
  #isChanging = false;
  #cancelNext: () => void = () => undefined;
  #cancelPatience: () => void = () => undefined;
  #underWay: Promise<ServiceReadings> | undefined;
  #afterwards: Promise<ServiceReadings> | undefined;

  constructor(options: ServicesWatchOptions) {
    const { watched } = options;
    this.#options = options;
    this.#answers = this.#unanswered(ERROR_TIMEOUT);
    this.#configurations = new Map(
      watched.map((service) => [service.name, new ConfigurationReader(service, options)]),
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
    const next = (): Promise<ServiceReadings> => {
      this.#afterwards = undefined;
      return this.#read();
    };
    // A listener's failure concerns only whoever asked for that reading.
    this.#afterwards ??= this.#underWay.then(next, next);
    return this.#afterwards;
  }

  /** A reading still running at that time is not delivered. */
  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#cancelNext();
    this.#cancelPatience();
    if (this.#underWay === undefined) this.#close();
  }

  #read(): Promise<ServiceReadings> {
    this.#cancelNext();
    this.#underWay = this.#ask();
    return this.#underWay;
  }

  async #ask(): Promise<ServiceReadings> {
    const readings = this.#isDisposed
      ? this.#unanswered(ERROR_OPERATION_ABORTED)
      : await this.#readPatiently();
    this.#underWay = undefined;
    if (this.#isDisposed) {
      this.#close();
      return this.#unanswered(ERROR_OPERATION_ABORTED);
    }
    this.#isChanging = this.#options.watched.some(({ name }) => {
      const reading = readings.of(name);
      return reading.kind === 'present' && isPending(reading.status.state);
    });
    try {
      this.#deliver(readings);
    } finally {
      this.#schedule();
    }
    return readings;
  }

  /** Reports in the meantime that there is no answer. */
  async #readPatiently(): Promise<ServiceReadings> {
    this.#cancelPatience = this.#options.clock.setTimeout(() => {
      this.#deliver(this.#unanswered(ERROR_TIMEOUT));
    }, READ_PATIENCE_MS);
    const readings = await this.#readServices();
    this.#cancelPatience();
    return readings;
  }

  /**
   * Asks the SCM, which requires no elevation. No service handle stays open, because one would keep a deleted service from
   * disappearing; the SCM's own does, which saves two of three calls. Never throws.
   */
  async #readServices(): Promise<ServiceReadings> {
    const { managers, clock } = this.#options;
    const configurations = this.#configurations;
    const askedAt = clock.now();
    const answer = (reading: ServiceReading): Answer => ({ reading, askedAt, answeredAt: clock.now() });
    try {
      this.#opened ??= await openToRead(managers);
      const { manager, refusal } = this.#opened;
      const list = refusal ?? (await listServices(manager));
      const others = answer(list.kind === 'read' ? { kind: 'absent' } : list);
      const listed = list.kind === 'read' ? list.entries : [];
      const known = listed.map(({ name, status }) => ({ ...answer({ kind: 'present', status }), name }));
      const readings = new ServiceReadings(known, others);
      // A service that has vanished from the list is asked for by name.
      const vanished = this.#answers.names.filter((name) => readings.of(name).kind === 'absent');
      const missing = [...configurations.keys()].filter((name) => readings.of(name).kind !== 'present');
      for (const name of new Set([...vanished, ...missing]))
        known.push({ ...answer(await readByItself(manager, name)), name });
      // Whatever the reason, a new handle may help; and rights may be given back.
      if (list.kind !== 'read') this.#close();
      return await withConfigurations(new ServiceReadings(known, others), configurations);
    } catch (error) {
      this.#close();
      this.expireConfigurations();
      return new ServiceReadings(
        [],
        answer({ kind: 'unavailable', error: reportError(error, 'EnumServicesStatusExW') }),
      );
    }
  }

  #close(): void {
    this.#opened?.manager[Symbol.dispose]();
    this.#opened = undefined;
  }

  /** @throws AggregateError, once every listener was called, if some of them failed */
  #deliver(readings: ServiceReadings): void {
    const before = this.#answers;
    this.#answers = readings.withAnswersOf(before);
    const calls = changesBetween(before, this.#answers).flatMap((change) =>
      [...this.#onChange].map((listener) => () => {
        listener(change);
      }),
    );
    for (const listener of this.#onReadings)
      calls.push(() => {
        listener(readings);
      });
    callAll(calls);
  }

  #unanswered(code: number): ServiceReadings {
    const at = this.#options.clock.now();
    const reading: ServiceReading = {
      kind: 'unavailable',
      error: reportWin32('EnumServicesStatusExW', code),
    };
    return new ServiceReadings([], { reading, askedAt: at, answeredAt: at });
  }

  #schedule(): void {
    this.#cancelNext();
    if (this.#isSeen === undefined || this.#isDisposed || this.#underWay !== undefined) return;
    const restInterval = this.#isSeen ? REST_INTERVAL_MS : UNSEEN_INTERVAL_MS;
    const interval = this.#isBusy || this.#isChanging ? PENDING_INTERVAL_MS : restInterval;
    this.#cancelNext = this.#options.clock.setTimeout(() => void this.#read(), interval);
  }
}

function changesBetween(before: ServiceReadings, now: ServiceReadings): ServiceChange[] {
  return now.namesWith(before).flatMap((service) => {
    const [from, to] = [before.answerFor(service), now.answerFor(service)];
    // The first answer about a service is no change.
    if (from.reading.kind === 'unavailable' || isSame(from.reading, to.reading)) return [];
    return [{ service, from: from.reading, to: to.reading, since: from.askedAt, at: to.answeredAt }];
  });
}

/** One that fails keeps no other from being called. @throws AggregateError of those that failed */
function callAll(calls: readonly (() => void)[]): void {
  const errors: unknown[] = [];
  for (const call of calls) {
    try {
      call();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join('; '));
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

interface OpenedManager {
  readonly manager: ServiceManager;
  /** Why its services can't be listed. */
  readonly refusal?: Unavailable;
}

/** If an administrator has withdrawn the right to list services, the watched services can still be asked one by one. */
async function openToRead(managers: ServiceManagers): Promise<OpenedManager> {
  try {
    return { manager: await managers.localComputer(['connect', 'enumerate']) };
  } catch (error) {
    if (!isCode(error, ERROR_ACCESS_DENIED)) throw error;
    const refusal = { kind: 'unavailable', error: reportError(error, 'OpenSCManagerW') } as const;
    return { manager: await managers.localComputer(['connect']), refusal };
  }
}

/** A list that fails says nothing about the services in it. */
async function listServices(
  manager: ServiceManager,
): Promise<Unavailable | { readonly kind: 'read'; readonly entries: readonly ServiceEntry[] }> {
  try {
    return { kind: 'read', entries: await manager.enumerateServices() };
  } catch (error) {
    return { kind: 'unavailable', error: reportError(error, 'EnumServicesStatusExW') };
  }
}

/** A service that is not in the list may only be hidden from this user: opening it tells. */
export async function readByItself(manager: ServiceManager, name: string): Promise<ServiceReading> {
  try {
    using service = await manager.openService(name, ['query-status']);
    return { kind: 'present', status: await service.queryStatus() };
  } catch (error) {
    if (isCode(error, ERROR_SERVICE_DOES_NOT_EXIST)) return { kind: 'absent' };
    return { kind: 'unavailable', error: reportError(error, 'QueryServiceStatusEx') };
  }
}

async function withConfigurations(
  readings: ServiceReadings,
  configurations: ReadonlyMap<string, ConfigurationReader>,
): Promise<ServiceReadings> {
  const readers = [...configurations.values()];
  const watched: NamedAnswer[] = [];
  for (const [name, reader] of configurations) {
    const answer = readings.answerFor(name);
    if (answer.reading.kind !== 'present') {
      reader.expire();
      continue;
    }
    // A question that the SCM is holding occupies a thread, so no other is asked meanwhile.
    const isHeld = readers.some(({ isUnderWay }) => isUnderWay);
    const configuration = isHeld ? reader.latest : await reader.read();
    watched.push({ ...answer, name, reading: { ...answer.reading, configuration } });
  }
  return readings.with(watched);
}

function isCode(error: unknown, code: number): boolean {
  return error instanceof Win32Error && error.code === code;
}
