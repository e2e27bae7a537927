import { ERROR_ACCESS_DENIED } from '../common/error-codes.ts';
import type { ConfigurationView } from '../common/service-configuration.ts';
import { SERVICE_NAME } from '../common/sigma-service.ts';
import { Win32Error } from '../common/win32-error.ts';
import type { Registry, ServiceManager } from '../native-bridge/bridge.ts';
import type { Clock } from '../native-bridge/clock.ts';
import { readConfiguration as readParameters } from '../native-bridge/service-configuration.ts';
import { usersInControl } from '../native-bridge/registration/access-list.ts';
import { tryControl } from './try-control.ts';

/** How old the configuration may be that the window shows, in milliseconds: others change it rarely. */
export const CONFIGURATION_AGE_MS = 10_000;

/** Reads how the service is registered, and again only once that is some seconds old. */
export class ConfigurationReader {
  readonly #clock: Clock;
  readonly #registry: Registry;
  #readAt: number | undefined;
  #configuration: ConfigurationView | undefined;

  constructor(clock: Clock, registry: Registry) {
    this.#registry = registry;
    this.#clock = clock;
  }

  /** Has the next call read it anew. */
  expire(): void {
    this.#readAt = undefined;
  }

  /** @returns undefined where it could not be read */
  async read(manager: ServiceManager): Promise<ConfigurationView | undefined> {
    const now = this.#clock.now();
    if (this.#readAt !== undefined && now - this.#readAt < CONFIGURATION_AGE_MS) return this.#configuration;
    // Before the reading, so that it is read once more if it expires meanwhile.
    this.#readAt = now;
    this.#configuration = await orUndefined(() => readConfiguration(manager, this.#registry));
    return this.#configuration;
  }
}

async function readConfiguration(manager: ServiceManager, registry: Registry): Promise<ConfigurationView> {
  using service = await manager.openService(SERVICE_NAME, ['query-config']);
  const { displayName, imagePath, startType, account } = await service.queryConfiguration();
  return {
    ...{ displayName, imagePath, startType, account },
    delayedAutoStart: await orUndefined(() => service.querySetting('delayedAutoStart')),
    description: await orUndefined(() => service.querySetting('description')),
    failureActions: await orUndefined(async () => {
      const { resetPeriodMs, actions } = await service.querySetting('failureActions');
      return { resetPeriodMs, actions: [...actions] };
    }),
    failureActionsOnNonCrash: await orUndefined(() => service.querySetting('failureActionsOnNonCrash')),
    postIntervalMs: await orUndefined(() => readParameters(registry, () => undefined).postIntervalMs),
    isUserInControl: await orUndefined(() => isUserInControl(manager)),
    mayControl: await orUndefined(() => mayControl(manager)),
  };
}

/** By handles of their own: who may not read the access list may still read everything else. */
async function isUserInControl(manager: ServiceManager): Promise<boolean> {
  using service = await manager.openService(SERVICE_NAME, ['read-control']);
  // Another user of this computer may have got it.
  return usersInControl(await service.queryAccessList()).length > 0 && (await mayControl(manager));
}

async function mayControl(manager: ServiceManager): Promise<boolean> {
  try {
    await tryControl(manager);
    return true;
  } catch (error) {
    if (error instanceof Win32Error && error.code === ERROR_ACCESS_DENIED) return false;
    throw error;
  }
}

/**
 * The system may lack a setting (ERROR_INVALID_LEVEL, ERROR_CALL_NOT_IMPLEMENTED) or deny it (ERROR_ACCESS_DENIED).
 * Whatever it says, the service's status can be told without.
 */
async function orUndefined<T>(read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Win32Error) return undefined;
    throw error;
  }
}
