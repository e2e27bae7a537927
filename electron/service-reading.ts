import { ERROR_SERVICE_DOES_NOT_EXIST } from '../common/error-codes.ts';
import type { ScmObservation } from '../common/health.ts';
import type { ErrorReport, ProgressView, ServiceView } from '../common/ipc.ts';
import type { ServiceStatus } from '../common/service-status.ts';
import { believedHintMs, type PendingProgress } from '../common/pending-progress.ts';
import type { ConfigurationView } from '../common/service-configuration.ts';
import { SERVICE_NAME } from '../common/sigma-service.ts';
import { reportError, Win32Error } from '../common/win32-error.ts';
import type { ServiceManager, ServiceManagers } from '../native-bridge/bridge.ts';
import type { ConfigurationReader } from './configuration-reading.ts';
import type { ProcessStart } from './process-start.ts';

/** What the SCM answered when it was asked for SigmaSrv. */
export type ServiceReading =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'present';
      readonly status: ServiceStatus;
      /** May be some seconds old; undefined where it could not be read. */
      readonly configuration?: ConfigurationView | undefined;
    }
  | { readonly kind: 'unavailable'; readonly error: ErrorReport };

/**
 * Asks the SCM, which needs no elevation. No handle stays open: one that did would keep a deleted service
 * from going away. Never throws.
 */
export async function readService(
  managers: ServiceManagers,
  configurations: ConfigurationReader,
): Promise<ServiceReading> {
  try {
    using manager = await managers.localComputer(['connect']);
    const status = await readStatus(manager);
    return { kind: 'present', status, configuration: await configurations.read(manager) };
  } catch (error) {
    configurations.expire();
    if (error instanceof Win32Error && error.code === ERROR_SERVICE_DOES_NOT_EXIST) return { kind: 'absent' };
    return { kind: 'unavailable', error: reportError(error, 'QueryServiceStatusEx') };
  }
}

async function readStatus(manager: ServiceManager): Promise<ServiceStatus> {
  using service = await manager.openService(SERVICE_NAME, ['query-status']);
  return await service.queryStatus();
}

/** @returns the reading as the health state machine takes it */
export function observationOf(reading: ServiceReading): ScmObservation {
  return reading.kind === 'present' ? { kind: 'present', status: reading.status } : { kind: reading.kind };
}

/** @returns the reading as the window takes it, with what else is known of the service */
export function serviceViewOf(
  reading: ServiceReading | undefined,
  progress: PendingProgress | undefined,
  start: ProcessStart | undefined,
): ServiceView {
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
