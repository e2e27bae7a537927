import { ERROR_ACCESS_DENIED, ERROR_TIMEOUT } from '../common/error-codes.ts';
import { Win32Error } from '../common/win32-error.ts';
import type { ServiceState } from '../common/service-status.ts';
import type { ControlVerb } from '../common/sigma-service.ts';
import { controlSigmaService } from '../native-bridge/control-verbs.ts';
import { elevate } from './elevate.ts';
import type { OperationTools } from './operation-tools.ts';
import type { ServiceReading } from './service-reading.ts';

/** The state that the SCM shows where the wish of a verb has come true. */
const WANTED: Readonly<Record<ControlVerb, ServiceState>> = {
  '/start': 'running',
  '/stop': 'stopped',
  '/restart': 'running',
  '/pause': 'paused',
  '/continue': 'running',
};

/**
 * Starts, stops, restarts, pauses or continues the service and waits until that is done: by itself where its
 * rights suffice. May elevate.
 * @throws Win32Error
 */
export async function controlService(verb: ControlVerb, tools: OperationTools): Promise<void> {
  try {
    await controlSigmaService(verb, tools);
  } catch (error) {
    if (!(error instanceof Win32Error) || error.code !== ERROR_ACCESS_DENIED) throw error;
    await controlElevated(verb, tools);
  }
}

/** The helper waits until the service has the state, but what it says of that is not believed. */
async function controlElevated(verb: ControlVerb, tools: OperationTools): Promise<void> {
  const before = verb === '/restart' ? processIdOf(await tools.readService()) : undefined;
  const failure = await elevate(verb, tools);
  const reading = await tools.readService();
  const isAsWanted = reading.kind === 'present' && reading.status.state === WANTED[verb];
  // A service that was not touched runs as well as one that was restarted.
  if (isAsWanted && (before === undefined || processIdOf(reading) !== before)) return;
  throw failure ?? new Win32Error(`SigmaSrv ${verb}`, ERROR_TIMEOUT);
}

function processIdOf(reading: ServiceReading): number | undefined {
  return reading.kind === 'present' ? reading.status.processId : undefined;
}
