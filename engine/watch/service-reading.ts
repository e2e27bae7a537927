import type { ErrorReport, ProgressView, ScmView } from '../../common/view.ts';
import type { ServiceProfile } from '../../common/service-profile.ts';
import type { Registry, ServiceManager, ServiceManagers } from '../../native-bridge/bridge.ts';
import { ERROR_ACCESS_DENIED } from '../../common/win32-codes.ts';
import type { ConfigurationView } from '../../common/service-configuration.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import { readParameters } from '../parameters.ts';
import { usersInControl } from '../registration/access-list.ts';
import type { ScmObservation } from '../../common/health.ts';
import { believedHintMs, type ServiceStatus, type PendingProgress } from '../../common/service-status.ts';
import type { ProcessStart } from './senders.ts';

/**
 * Tests whether this user may start, stop and pause the service without a prompt. Trying is more reliable than reading
 * the access list.
 * @throws ERROR_ACCESS_DENIED if not, ERROR_SERVICE_DOES_NOT_EXIST
 */
export async function tryControl(manager: ServiceManager, name: string): Promise<void> {
  const service = await manager.openService(name, ['start', 'stop', 'pause-continue']);
  service[Symbol.dispose]();
}

/** How old the configuration that the window shows may be, in milliseconds: it rarely changes. */
export const CONFIGURATION_AGE_MS = 10_000;

/** How long a reading waits for a configuration before it goes without a newer one, in milliseconds. */
const CONFIGURATION_PATIENCE_MS = 2_000;

interface ConfigurationSources {
  readonly managers: ServiceManagers;
  readonly registry: Registry;
  readonly clock: Clock;
}

/** Reads how the service is registered, and reads it again only when that is several seconds old. */
export class ConfigurationReader {
  readonly #service: ServiceProfile;
  readonly #sources: ConfigurationSources;
  #readAt: number | undefined;
  #configuration: ConfigurationView | undefined;
  #underWay: Promise<void> | undefined;

  constructor(service: ServiceProfile, sources: ConfigurationSources) {
    this.#service = service;
    this.#sources = sources;
  }

  /** Makes the next call read it again. */
  expire(): void {
    this.#readAt = undefined;
  }

  /** The last configuration known; undefined if it could not be read. */
  get latest(): ConfigurationView | undefined {
    return this.#configuration;
  }

  /** Whether the SCM has not answered yet, though {@link read} has stopped waiting. */
  get isUnderWay(): boolean {
    return this.#underWay !== undefined;
  }

  /** An SCM that does not answer in time holds up nothing else. @returns {@link latest} */
  async read(): Promise<ConfigurationView | undefined> {
    const { clock } = this.#sources;
    const now = clock.now();
    const isFresh = this.#readAt !== undefined && now - this.#readAt < CONFIGURATION_AGE_MS;
    if (isFresh || this.isUnderWay) return this.#configuration;
    // Set before reading, so that an expiry in the meantime causes another reading.
    this.#readAt = now;
    this.#underWay = this.#ask();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const cancel = clock.setTimeout(() => {
      resolve(undefined);
    }, CONFIGURATION_PATIENCE_MS);
    try {
      await Promise.race([this.#underWay, promise]);
    } finally {
      cancel();
    }
    return this.#configuration;
  }

  async #ask(): Promise<void> {
    try {
      this.#configuration = await orUndefined(() => readConfiguration(this.#service, this.#sources));
    } finally {
      this.#underWay = undefined;
    }
  }
}

/** Opens handles of its own, because whoever asks may have stopped waiting before the SCM answers. */
async function readConfiguration(
  { name, isOwn }: ServiceProfile,
  { managers, registry }: ConfigurationSources,
): Promise<ConfigurationView> {
  using manager = await managers.localComputer(['connect']);
  using service = await manager.openService(name, ['query-config']);
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
    postIntervalMs: isOwn
      ? await orUndefined(() => readParameters(registry, () => undefined).postIntervalMs)
      : undefined,
    isUserInControl: await orUndefined(() => isUserInControl(manager, name)),
    mayControl: await orUndefined(() => mayControl(manager, name)),
  };
}

/** Uses handles of its own: a user who may not read the access list may still read everything else. */
async function isUserInControl(manager: ServiceManager, name: string): Promise<boolean> {
  using service = await manager.openService(name, ['read-control']);
  // The access list may grant it to another user of this computer.
  return usersInControl(await service.queryAccessList()).length > 0 && (await mayControl(manager, name));
}

/** @returns whether this user may start, stop and pause the service without a prompt. @throws Win32Error */
export async function mayControl(manager: ServiceManager, name: string): Promise<boolean> {
  try {
    await tryControl(manager, name);
    return true;
  } catch (error) {
    if (error instanceof Win32Error && error.code === ERROR_ACCESS_DENIED) return false;
    throw error;
  }
}

/**
 * Windows may lack a setting (ERROR_INVALID_LEVEL, ERROR_CALL_NOT_IMPLEMENTED) or deny it (ERROR_ACCESS_DENIED). The
 * service's status can be shown without it.
 */
export async function orUndefined<T>(read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Win32Error) return undefined;
    throw error;
  }
}

/** The SCM's answer about one service. */
export type ServiceReading =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'present';
      readonly status: ServiceStatus;
      /** May be several seconds old; undefined if it could not be read. */
      readonly configuration?: ConfigurationView | undefined;
    }
  | { readonly kind: 'unavailable'; readonly error: ErrorReport };

/** @returns the reading in the form that the health state machine takes */
export function observationOf(reading: ServiceReading): ScmObservation {
  return reading.kind === 'present' ? { kind: 'present', status: reading.status } : { kind: reading.kind };
}

/** @returns the reading in the form that the window takes, with what else is known of the service */
export function scmViewOf(
  reading: ServiceReading | undefined,
  progress: PendingProgress | undefined,
  start: ProcessStart | undefined,
): ScmView {
  if (reading === undefined) return { kind: 'unknown' };
  if (reading.kind !== 'present') return reading;
  const { status, configuration } = reading;
  return {
    kind: 'present',
    status: { ...status, acceptedControls: [...status.acceptedControls] },
    configuration,
    progress: progress && progressViewOf(progress, status),
    startedAt: start?.processId === status.processId ? start?.at : undefined,
  };
}

function progressViewOf({ since, checkPoint }: PendingProgress, status: ServiceStatus): ProgressView {
  return { since, checkPoint, waitHintMs: believedHintMs(status) };
}
