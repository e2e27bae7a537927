import { ERROR_ACCESS_DENIED, ERROR_SERVICE_REQUEST_TIMEOUT, ERROR_TIMEOUT } from '../common/error-codes.ts';
import { Win32Error } from '../common/win32-error.ts';
import { isPending, type ServiceState } from '../common/service-status.ts';
import type { ControlVerb } from '../common/sigma-service.ts';
import { controlSigmaService } from '../native-bridge/control-verbs.ts';
import { notAsWanted } from '../native-bridge/service-control.ts';
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
  const before = processIdOf(await tools.readService());
  const failure = await elevate(verb, tools);
  const reading = await tools.readService();
  const isAsWanted = reading.kind === 'present' && reading.status.state === WANTED[verb];
  // A service that was not touched runs as well as one that was restarted.
  const isUntouched = verb === '/restart' && before !== undefined && processIdOf(reading) === before;
  if (isAsWanted && !isUntouched) return;
  throw withSurprise(verb, failure, reading, before) ?? new Win32Error(`SigmaSrv ${verb}`, ERROR_TIMEOUT);
}

/** An exit code has no room for what else there is to say: where the SCM shows the same, that is said. */
function withSurprise(
  verb: ControlVerb,
  failure: Win32Error | undefined,
  reading: ServiceReading,
  before: number | undefined,
): Win32Error | undefined {
  if (failure === undefined || reading.kind !== 'present') return failure;
  const isStart = verb === '/start' || verb === '/restart';
  const seen = notAsWanted(WANTED[verb], reading.status, isStart ? undefined : before);
  if (seen.code === failure.code) return new Win32Error(failure.api, failure.code, seen.circumstances);
  const isStuck = failure.code === ERROR_SERVICE_REQUEST_TIMEOUT && isPending(reading.status.state);
  return isStuck ? new Win32Error(failure.api, failure.code, { surprise: 'stuck' }) : failure;
}

function processIdOf(reading: ServiceReading): number | undefined {
  return reading.kind === 'present' ? reading.status.processId : undefined;
}
