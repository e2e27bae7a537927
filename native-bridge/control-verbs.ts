import { assertNever } from '../common/assert-never.ts';
import { SERVICE_DISPLAY_NAME, SERVICE_NAME, type ControlVerb } from '../common/sigma-service.ts';
import type { Service, ServiceAccess, ServiceManagers } from './bridge.ts';
import type { Clock } from './clock.ts';
import {
  continueService,
  pauseService,
  restartService,
  startService,
  stopService,
} from './service-control.ts';

export interface ControlContext {
  readonly managers: ServiceManagers;
  readonly clock: Clock;
  /** Ends the wait with its reason. */
  readonly signal?: AbortSignal;
}

/**
 * Starts, stops, restarts, pauses or continues SigmaSrv, and waits until that is done.
 * @returns one line of text for the person who asked
 * @throws Win32Error
 */
export async function controlSigmaService(verb: ControlVerb, context: ControlContext): Promise<string> {
  switch (verb) {
    case '/start':
      await withService(context, ['start'], startService);
      return `${SERVICE_DISPLAY_NAME} is running`;
    case '/stop':
      await withService(context, ['stop'], stopService);
      return `${SERVICE_DISPLAY_NAME} has stopped`;
    case '/restart':
      // Both rights at once: who may only stop it must not leave it stopped.
      await withService(context, ['stop', 'start'], restartService);
      return `${SERVICE_DISPLAY_NAME} was restarted, and is running`;
    case '/pause':
      await withService(context, ['pause-continue'], pauseService);
      return `${SERVICE_DISPLAY_NAME} is paused`;
    case '/continue':
      await withService(context, ['pause-continue'], continueService);
      return `${SERVICE_DISPLAY_NAME} is running again`;
    default:
      return assertNever(verb);
  }
}

async function withService(
  { managers, clock, signal }: ControlContext,
  rights: readonly ServiceAccess[],
  work: (service: Service, clock: Clock, signal?: AbortSignal) => Promise<void>,
): Promise<void> {
  using manager = await managers.localComputer(['connect']);
  using service = await manager.openService(SERVICE_NAME, ['query-status', ...rights]);
  await work(service, clock, signal);
}
