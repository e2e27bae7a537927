import { ERROR_CANCELLED, ERROR_SERVICE_MARKED_FOR_DELETE, ERROR_TIMEOUT } from '../common/error-codes.ts';
import { assertNever } from '../common/assert-never.ts';
import type { Outcome } from '../common/ipc.ts';
import type { Operation } from '../common/operations.ts';
import { reportError, Win32Error } from '../common/win32-error.ts';
import { delay } from '../native-bridge/clock.ts';
import { elevate } from './elevate.ts';
import type { OperationTools } from './operation-tools.ts';
import { controlService } from './control-service.ts';

/** How long the SCM may take to show a registered service, in milliseconds, */
const INSTALL_PATIENCE_MS = 10_000;
/** and to forget a deleted one, which it does once every program has closed its handle. */
const UNINSTALL_PATIENCE_MS = 30_000;
const POLL_MS = 200;

/**
 * Does what a person asked for, with an administrator prompt where the system wants one. What became of it
 * is read from the SCM, whatever the helper says. Never throws.
 */
export async function performOperation(operation: Operation, tools: OperationTools): Promise<Outcome> {
  try {
    await run(operation, tools);
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof Win32Error && error.code === ERROR_CANCELLED) return { kind: 'cancelled' };
    return { kind: 'failed', error: reportError(error, operation) };
  }
}

function run(operation: Operation, tools: OperationTools): Promise<void> {
  switch (operation) {
    case 'install':
      return install(tools);
    case 'uninstall':
      return uninstall(tools);
    case 'start':
      return controlService('/start', tools);
    case 'stop':
      return controlService('/stop', tools);
    case 'pause':
      return controlService('/pause', tools);
    case 'continue':
      return controlService('/continue', tools);
    default:
      return assertNever(operation);
  }
}

async function install(tools: OperationTools): Promise<void> {
  const failure = await elevate('/register', tools);
  // A service that is marked for deletion is still there, and not what was asked for.
  if (failure?.code === ERROR_SERVICE_MARKED_FOR_DELETE) throw failure;
  const isPresent = await becomes('present', failure === undefined ? INSTALL_PATIENCE_MS : 0, tools);
  if (!isPresent) throw failure ?? new Win32Error('OpenServiceW', ERROR_TIMEOUT);
}

async function uninstall(tools: OperationTools): Promise<void> {
  const failure = await elevate('/unregister', tools);
  const mayFollow = failure === undefined || failure.code === ERROR_SERVICE_MARKED_FOR_DELETE;
  const isAbsent = await becomes('absent', mayFollow ? UNINSTALL_PATIENCE_MS : 0, tools);
  if (!isAbsent) throw failure ?? new Win32Error('DeleteService', ERROR_SERVICE_MARKED_FOR_DELETE);
}

/** @returns whether the SCM shows it within the time, which is at least one look */
async function becomes(
  kind: 'present' | 'absent',
  patienceMs: number,
  tools: OperationTools,
): Promise<boolean> {
  const deadline = tools.clock.now() + patienceMs;
  for (;;) {
    const reading = await tools.readService();
    if (reading.kind === kind) return true;
    if (tools.clock.now() >= deadline) return false;
    await delay(tools.clock, POLL_MS, tools.signal);
  }
}
