import { assertNever } from '../../common/assert-never.ts';
import { isPending, type ServiceState } from '../../common/service-status.ts';
import { SERVICE_DISPLAY_NAME, SERVICE_NAME, type HelperVerb } from '../../common/sigma-service.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Service, ServiceManager, ServiceManagers } from '../bridge.ts';
import { delay, type Clock } from './clock.ts';
import {
  ERROR_SERVICE_DOES_NOT_EXIST,
  ERROR_SERVICE_EXISTS,
  ERROR_SERVICE_MARKED_FOR_DELETE,
} from './error-codes.ts';

/** How often a pending state is looked at, in milliseconds. */
const POLL_MS = 50;
/** How long handles of others may keep a deleted service alive, in milliseconds. */
const GONE_TIMEOUT_MS = 10_000;

const ALL_ACCESS = ['query-status', 'query-config', 'start', 'stop', 'pause-continue', 'delete'] as const;

/** What SigmaSrv.exe does for its verbs, in memory. */
export class SimulatedHelper {
  readonly #managers: ServiceManagers;
  readonly #clock: Clock;

  constructor(managers: ServiceManagers, clock: Clock) {
    this.#managers = managers;
    this.#clock = clock;
  }

  /** @returns the exit code: 0, or the Win32 error of the call that failed */
  async run(executable: string, verb: HelperVerb): Promise<number> {
    const manager = await this.#managers.localComputer(['connect', 'create-service']);
    try {
      await this.#perform(manager, executable, verb);
      return 0;
    } catch (error) {
      if (error instanceof Win32Error) return error.code;
      throw error;
    } finally {
      manager[Symbol.dispose]();
    }
  }

  async #perform(manager: ServiceManager, executable: string, verb: HelperVerb): Promise<void> {
    switch (verb) {
      case '/register':
        return register(manager, executable);
      case '/unregister':
        await this.#bring(manager, 'stopped', (service) => service.control('stop'));
        await withSigmaService(manager, (service) => service.delete());
        return this.#waitUntilGone(manager);
      case '/start':
        return this.#bring(manager, 'running', (service) => service.start());
      case '/stop':
        return this.#bring(manager, 'stopped', (service) => service.control('stop'));
      case '/pause':
        return this.#bring(manager, 'paused', (service) => service.control('pause'));
      case '/continue':
        return this.#bring(manager, 'running', (service) => service.control('continue'));
      default:
        return assertNever(verb);
    }
  }

  /** A state that is reached already is success. */
  #bring(
    manager: ServiceManager,
    wanted: ServiceState,
    ask: (service: Service) => Promise<void>,
  ): Promise<void> {
    return withSigmaService(manager, async (service) => {
      if ((await this.#stateAtRest(service)) !== wanted) await ask(service);
      await this.#stateAtRest(service);
    });
  }

  async #stateAtRest(service: Service): Promise<ServiceState> {
    for (;;) {
      const { state } = await service.queryStatus();
      if (!isPending(state)) return state;
      await delay(this.#clock, POLL_MS);
    }
  }

  async #waitUntilGone(manager: ServiceManager): Promise<void> {
    const deadline = this.#clock.now() + GONE_TIMEOUT_MS;
    while (await isInstalled(manager)) {
      if (this.#clock.now() > deadline)
        throw new Win32Error('DeleteService', ERROR_SERVICE_MARKED_FOR_DELETE);
      await delay(this.#clock, POLL_MS);
    }
  }
}

/** Already registered for the same executable is success. */
async function register(manager: ServiceManager, executable: string): Promise<void> {
  const definition = {
    name: SERVICE_NAME,
    displayName: SERVICE_DISPLAY_NAME,
    executable,
    startType: 'demand',
    account: String.raw`NT AUTHORITY\LocalService`,
  } as const;
  try {
    const service = await manager.createService(definition, []);
    service[Symbol.dispose]();
  } catch (error) {
    if (!(error instanceof Win32Error) || error.code !== ERROR_SERVICE_EXISTS) throw error;
    const { imagePath } = await withSigmaService(manager, (service) => service.queryConfiguration());
    if (imagePath.toLowerCase() !== `"${executable}"`.toLowerCase()) throw error;
  }
}

async function withSigmaService<T>(
  manager: ServiceManager,
  work: (service: Service) => Promise<T>,
): Promise<T> {
  const service = await manager.openService(SERVICE_NAME, ALL_ACCESS);
  try {
    return await work(service);
  } finally {
    service[Symbol.dispose]();
  }
}

async function isInstalled(manager: ServiceManager): Promise<boolean> {
  try {
    const service = await manager.openService(SERVICE_NAME, []);
    service[Symbol.dispose]();
    return true;
  } catch (error) {
    if (error instanceof Win32Error && error.code === ERROR_SERVICE_DOES_NOT_EXIST) return false;
    throw error;
  }
}
