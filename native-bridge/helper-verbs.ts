import { assertNever } from '../common/assert-never.ts';
import { SERVICE_DISPLAY_NAME, SERVICE_NAME, type HelperVerb } from '../common/sigma-service.ts';
import type { Service, ServiceAccess, ServiceManagers } from './bridge.ts';
import type { Clock } from './clock.ts';
import { continueService, pauseService, startService, stopService } from './service-control.ts';
import { registerService, unregisterService } from './service-registration.ts';

/** What a verb works with: SigmaSrv.exe has the real ones, the simulation its own. */
export interface VerbContext {
  readonly managers: ServiceManagers;
  /** The path of SigmaSrv.exe. */
  readonly executable: string;
  readonly clock: Clock;
}

/**
 * Does what a verb of the helper says, and waits until it is done.
 * @returns one line of text for the person who asked
 * @throws Win32Error, whose code becomes the helper's exit code
 */
export async function performVerb(verb: HelperVerb, context: VerbContext): Promise<string> {
  const { managers, executable, clock } = context;
  switch (verb) {
    case '/register': {
      const already = (await registerService(managers, executable)) ? 'was already' : 'is';
      return `${SERVICE_DISPLAY_NAME} ${already} registered as "${executable}"`;
    }
    case '/unregister':
      await unregisterService(managers, clock);
      return `${SERVICE_DISPLAY_NAME} is removed`;
    case '/start':
      await withService(context, 'start', startService);
      return `${SERVICE_DISPLAY_NAME} is running`;
    case '/stop':
      await withService(context, 'stop', stopService);
      return `${SERVICE_DISPLAY_NAME} has stopped`;
    case '/pause':
      await withService(context, 'pause-continue', pauseService);
      return `${SERVICE_DISPLAY_NAME} is paused`;
    case '/continue':
      await withService(context, 'pause-continue', continueService);
      return `${SERVICE_DISPLAY_NAME} is running again`;
    default:
      return assertNever(verb);
  }
}

async function withService(
  { managers, clock }: VerbContext,
  right: ServiceAccess,
  work: (service: Service, clock: Clock) => Promise<void>,
): Promise<void> {
  using manager = await managers.localComputer(['connect']);
  using service = await manager.openService(SERVICE_NAME, ['query-status', right]);
  await work(service, clock);
}
