import { Win32Error } from '../../common/win32-error.ts';
import type { ServiceConfiguration, ServiceSummary, SystemBridge } from '../../native-bridge/bridge.ts';
import type { ServiceSettings } from '../../native-bridge/service-settings.ts';
import { mayControl } from './service-reading.ts';

/** What the SCM stores about a service, as far as it can be read: any part may be denied, damaged or missing. */
export interface ServiceDetails extends Partial<ServiceConfiguration>, Partial<ServiceSettings> {
  /** The running services that depend on it. */
  readonly runningDependents?: readonly ServiceSummary[];
  /** Whether this user may start, stop and pause it without a prompt. */
  readonly mayControl?: boolean;
}

/** A part that could not be read, and why. */
export interface UnknownDetail {
  readonly detail: string;
  /** The function that failed, and the Win32 code. */
  readonly api: string;
  readonly code: number;
}

const SETTINGS = [
  'description',
  'delayedAutoStart',
  'failureActions',
  'failureActionsOnNonCrash',
  'sidType',
  'requiredPrivileges',
  'preShutdownTimeoutMs',
] as const satisfies readonly (keyof ServiceSettings)[];

/**
 * Reads all that the SCM stores about a service. A part that can't be read keeps no other from being read.
 * @throws Win32Error where the SCM itself can't be opened
 */
export async function readDetails(
  name: string,
  { serviceManager }: Pick<SystemBridge, 'serviceManager'>,
): Promise<{ readonly details: ServiceDetails; readonly unknown: readonly UnknownDetail[] }> {
  using manager = await serviceManager.localComputer(['connect']);
  const unknown: UnknownDetail[] = [];
  const read = async (detail: string, ask: () => Promise<ServiceDetails>): Promise<ServiceDetails> => {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Win32Error)) throw error;
      unknown.push({ detail, api: error.api, code: error.code });
      return {};
    }
  };
  const parts: ServiceDetails[] = [];
  const stored = await read('configuration', async () => {
    using service = await manager.openService(name, ['query-config']);
    for (const setting of SETTINGS)
      parts.push(await read(setting, async () => ({ [setting]: await service.querySetting(setting) })));
    return await service.queryConfiguration();
  });
  const dependents = await read('runningDependents', async () => {
    using service = await manager.openService(name, ['enumerate-dependents']);
    return { runningDependents: await service.queryDependents() };
  });
  const control = await read('mayControl', async () => ({ mayControl: await mayControl(manager, name) }));
  return { details: Object.assign({}, stored, ...parts, dependents, control) as ServiceDetails, unknown };
}
