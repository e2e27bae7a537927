import { ERROR_SERVICE_DOES_NOT_EXIST } from '../common/error-codes.ts';
import type { ScmObservation } from '../common/health.ts';
import type { ErrorReport, ServiceView } from '../common/ipc.ts';
import type { ServiceStatus } from '../common/service-status.ts';
import { SERVICE_NAME } from '../common/sigma-service.ts';
import { reportError, Win32Error } from '../common/win32-error.ts';
import type { ServiceManagers } from '../native-bridge/bridge.ts';

/** What the SCM answered when it was asked for SigmaSrv. */
export type ServiceReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present'; readonly status: ServiceStatus }
  | { readonly kind: 'unavailable'; readonly error: ErrorReport };

/**
 * Asks the SCM, which needs no elevation. No handle stays open: one that did would keep a deleted service
 * from going away. Never throws.
 */
export async function readService(managers: ServiceManagers): Promise<ServiceReading> {
  try {
    using manager = await managers.localComputer(['connect']);
    using service = await manager.openService(SERVICE_NAME, ['query-status']);
    return { kind: 'present', status: await service.queryStatus() };
  } catch (error) {
    if (error instanceof Win32Error && error.code === ERROR_SERVICE_DOES_NOT_EXIST) return { kind: 'absent' };
    return { kind: 'unavailable', error: reportError(error, 'QueryServiceStatusEx') };
  }
}

/** @returns the reading as the health state machine takes it */
export function observationOf(reading: ServiceReading): ScmObservation {
  return reading.kind === 'unavailable' ? { kind: 'unavailable' } : reading;
}

/** @returns the reading as the window takes it */
export function serviceViewOf(reading: ServiceReading | undefined): ServiceView {
  if (reading === undefined) return { kind: 'unknown' };
  if (reading.kind !== 'present') return reading;
  const { status } = reading;
  return { kind: 'present', status: { ...status, acceptedControls: [...status.acceptedControls] } };
}
