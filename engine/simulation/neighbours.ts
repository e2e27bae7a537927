import { Win32Error } from '../../common/win32-error.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import type {
  Scm,
  ServiceRecord,
  SimulatedProcess,
  SimulatedProcessHost,
} from '../../native-bridge/simulated/scm.ts';
import { LivingProcess, LIVES, VISITORS } from './lives.ts';
import { randomFrom, type Random } from './random.ts';
import { SIMULATED_SERVICES, type SimulatedService } from './windows-services.ts';

/** On this drive there is nothing. */
const MISSING_DRIVE = 'D:\\';

/** How long a visitor stays away and stays, in milliseconds: at least and at most. */
const AWAY_MS = [20_000, 300_000] as const;
const STAYS_MS = [5_000, 90_000] as const;

/**
 * The other services of the simulated computer, and what becomes of them: the same for the same seed, as long as nobody
 * interferes.
 */
export class Neighbours implements Disposable {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #names = new Set(SIMULATED_SERVICES.map(({ name }) => name));
  readonly #paths = new Set(
    SIMULATED_SERVICES.map(({ imagePath }) => imagePath).filter((path) => !path.startsWith(MISSING_DRIVE)),
  );
  /** Cancels what is to happen to each service. */
  readonly #plans = new Map<string, () => void>();
  #scm: Scm | undefined;

  constructor(clock: Clock, seed: number) {
    this.#clock = clock;
    this.#random = randomFrom(seed);
  }

  /** @returns whether there is a program at the path */
  has(imagePath: string): boolean {
    return this.#paths.has(imagePath);
  }

  isOneOf(service: string): boolean {
    return this.#names.has(service);
  }

  /** @returns the process of one of the services */
  start(host: SimulatedProcessHost): SimulatedProcess {
    const { service } = host;
    return new LivingProcess(host, LIVES[service] ?? {}, this.#random, ({ restartAfterMs }) => {
      if (restartAfterMs !== undefined) this.#startAfter(service, restartAfterMs);
    });
  }

  /** Registers the services, and finds each of them in the state that the story begins with. */
  moveIn(scm: Scm): void {
    this.#scm = scm;
    const names = new Set([...this.#names].map((name) => name.toLowerCase()));
    const needed = SIMULATED_SERVICES.flatMap(({ dependencies }) => dependencies);
    const drivers = new Map(
      needed.filter((name) => !names.has(name.toLowerCase())).map((name) => [name.toLowerCase(), name]),
    );
    for (const name of drivers.values()) registerDriver(scm, name);
    const records = SIMULATED_SERVICES.map((service) => ({ service, record: register(scm, service) }));
    for (const { service, record } of records) {
      const { found } = LIVES[service.name] ?? {};
      if (typeof found === 'object') record.status = { ...record.status, ...found };
      else if (service.isRunning) this.#find(record, found);
      // It has run since the computer was started, and had nothing more to do.
      else if (record.configuration.startType === 'auto')
        record.status = { ...record.status, win32ExitCode: 0 };
    }
    for (const name of VISITORS) this.#comeAndGo(scm.find(name));
  }

  [Symbol.dispose](): void {
    for (const cancel of this.#plans.values()) cancel();
    this.#plans.clear();
  }

  #find(record: ServiceRecord, found: 'starting' | 'stopping' | undefined): void {
    if (found === 'starting') {
      this.#scm?.start(record);
      return;
    }
    this.#scm?.startEarlier(record);
    if (found === 'stopping') record.process?.stop();
  }

  /** Somebody else may have started or stopped it meanwhile, which is as well. */
  #comeAndGo(record: ServiceRecord): void {
    this.#plan(record.name, this.#random(...AWAY_MS), () => {
      this.#tryTo(() => this.#scm?.start(record));
      this.#plan(record.name, this.#random(...STAYS_MS), () => {
        this.#tryTo(() => this.#scm?.control(record, 'stop'));
        this.#comeAndGo(record);
      });
    });
  }

  #startAfter(name: string, delayMs: number): void {
    this.#plan(name, delayMs, () => {
      this.#tryTo(() => {
        const record = this.#scm?.find(name);
        if (record !== undefined) this.#scm?.start(record);
      });
    });
  }

  #plan(name: string, delayMs: number, event: () => void): void {
    this.#plans.get(name)?.();
    this.#plans.set(name, this.#clock.setTimeout(event, delayMs));
  }

  #tryTo(event: () => void): void {
    try {
      event();
    } catch (error) {
      if (!(error instanceof Win32Error)) throw error;
    }
  }
}

function register(scm: Scm, service: SimulatedService): ServiceRecord {
  const { name, displayName, startupType, account, imagePath, dependencies } = service;
  const startType = startupType === 'delayed-auto' ? 'auto' : startupType;
  const record = scm.create({ name, displayName, executable: imagePath, startType, account });
  record.configuration = {
    ...record.configuration,
    ...{ imagePath, dependencies, ownProcess: service.processGroup === undefined },
  };
  record.changeSetting('delayedAutoStart', startupType === 'delayed-auto');
  record.isTriggerStart = service.isTriggerStart;
  record.perUser = service.perUser;
  record.processGroup = service.processGroup;
  return record;
}

/** Drivers always run. */
function registerDriver(scm: Scm, name: string): void {
  const definition = { name, displayName: `${name} driver`, executable: name, account: undefined };
  const record = scm.create({ ...definition, startType: 'demand' });
  record.configuration = { ...record.configuration, isDriver: true, ownProcess: false };
  record.status = { ...record.status, state: 'running', win32ExitCode: 0 };
}
