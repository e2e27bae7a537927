import { delay } from '../../native-bridge/clock.ts';
import { orUndefined, tryControl } from '../watch/service-reading.ts';
import type { StartupType } from '../../common/service-configuration.ts';
import {
  ERROR_ACCESS_DENIED,
  ERROR_BAD_CONFIGURATION,
  ERROR_CANCELLED,
  ERROR_SERVICE_MARKED_FOR_DELETE,
  ERROR_TIMEOUT,
} from '../../common/win32-codes.ts';
import { assertNever } from '../../common/assert-never.ts';
import type { Outcome } from '../../common/ipc.ts';
import type { Job, Operation } from '../../common/operations.ts';
import { postIntervalVerb, type PostIntervalMs } from '../../common/sigma-service.ts';
import { reportError, Win32Error } from '../../common/win32-error.ts';
import { readParameters } from '../parameters.ts';
import { usersInControl } from '../registration/access-list.ts';
import { confirmIfElevated, controlOrElevate, elevate, isHidden, type OperationTools } from './elevate.ts';
import { asRefusal, refusal } from './end-process.ts';
import { changeStartupType, readStartupType } from './startup-type.ts';

/** How long the SCM may take to show a newly registered service, in milliseconds. */
const INSTALL_PATIENCE_MS = 10_000;
/**
 * How long the SCM may take to forget a deleted service, in milliseconds: every program has to close its handle first.
 */
const UNINSTALL_PATIENCE_MS = 30_000;
const POLL_MS = 200;

/** What a job works with; which service it is about is found out first. */
export interface JobTools extends Omit<OperationTools, 'onElevated' | keyof Subject> {
  /** @param service a key name; undefined for Sigma's own. @throws ERROR_SERVICE_DOES_NOT_EXIST */
  readonly subjectOf: (service: string | undefined) => Promise<Subject>;
}

type Subject = Pick<OperationTools, 'service' | 'readService'>;

/**
 * Does what the user asked for, with an administrator prompt if Windows requires one. The result is read from the SCM,
 * whatever the helper reports. Never throws.
 */
export async function perform(job: Job, { subjectOf, ...tools }: JobTools): Promise<Outcome> {
  const prompts = { isAnswered: false };
  const onElevated = (): void => {
    prompts.isAnswered = true;
  };
  try {
    const subject = await subjectOf('service' in job ? job.service : undefined);
    await run(job, { ...tools, ...subject, onElevated });
    return prompts.isAnswered ? { kind: 'done', elevated: true } : { kind: 'done' };
  } catch (error) {
    if (error instanceof Win32Error && error.code === ERROR_CANCELLED) return { kind: 'cancelled' };
    return { kind: 'failed', error: reportError(error, job.task) };
  }
}

function run(job: Job, tools: OperationTools): Promise<void> {
  switch (job.task) {
    case 'set-post-interval':
      return setPostInterval(job.intervalMs, tools);
    case 'set-startup-type':
      return setStartupType(job.startupType, tools);
    case 'end-process':
      return endStuckProcess(tools);
    default:
      return performOperation(job.task, tools);
  }
}

function performOperation(operation: Operation, tools: OperationTools): Promise<void> {
  switch (operation) {
    case 'install':
      return install(tools);
    case 'uninstall':
      return uninstall(tools);
    case 'start':
      return controlOrElevate('/start', tools);
    case 'stop':
      return controlOrElevate('/stop', tools);
    case 'restart':
      return controlOrElevate('/restart', tools);
    case 'pause':
      return controlOrElevate('/pause', tools);
    case 'continue':
      return controlOrElevate('/continue', tools);
    case 'repair':
      return repair(tools);
    case 'allow-user-control':
      return allowUserControl(tools);
    case 'end-user-control':
      return endUserControl(tools);
    default:
      return assertNever(operation);
  }
}

async function install(tools: OperationTools): Promise<void> {
  const failure = await elevate({ verb: '/register' }, tools);
  // A service that is marked for deletion is still present, but that is not the requested result.
  if (failure?.code === ERROR_SERVICE_MARKED_FOR_DELETE) throw failure;
  const isPresent = await becomes('present', failure === undefined ? INSTALL_PATIENCE_MS : 0, tools);
  if (!isPresent) throw failure ?? new Win32Error('OpenServiceW', ERROR_TIMEOUT);
}

async function uninstall(tools: OperationTools): Promise<void> {
  const failure = await elevate({ verb: '/unregister' }, tools);
  const mayFollow = failure === undefined || failure.code === ERROR_SERVICE_MARKED_FOR_DELETE;
  const isAbsent = await becomes('absent', mayFollow ? UNINSTALL_PATIENCE_MS : 0, tools);
  if (!isAbsent) throw failure ?? new Win32Error('DeleteService', ERROR_SERVICE_MARKED_FOR_DELETE);
}

/** Only the helper knows each step of a repair: from here, all that can be verified is that the service exists. */
async function repair(tools: OperationTools): Promise<void> {
  const failure = await elevate({ verb: '/repair' }, tools);
  if (failure !== undefined) throw failure;
  if (!(await becomes('present', INSTALL_PATIENCE_MS, tools))) {
    throw new Win32Error('OpenServiceW', ERROR_TIMEOUT);
  }
}

/** @throws ERROR_BAD_CONFIGURATION if the registry does not have the interval afterwards */
async function setPostInterval(intervalMs: PostIntervalMs, tools: OperationTools): Promise<void> {
  const failure = await elevate({ verb: postIntervalVerb(intervalMs) }, tools);
  if (failure !== undefined) throw failure;
  if (readParameters(tools.registry, () => undefined).postIntervalMs !== intervalMs) {
    throw new Win32Error('RegSetKeyValueW', ERROR_BAD_CONFIGURATION);
  }
}

/** Elevates only if this user lacks the right. @throws ERROR_BAD_CONFIGURATION if the SCM does not have it afterwards */
async function setStartupType(startupType: StartupType, tools: OperationTools): Promise<void> {
  const { service, managers } = tools;
  await confirmIfElevated({ task: 'set-startup-type', startupType }, tools);
  try {
    await changeStartupType(startupType, service, managers);
  } catch (error) {
    if (!(error instanceof Win32Error) || error.code !== ERROR_ACCESS_DENIED) throw error;
    const failure = await elevate({ verb: '/startup-type', service: service.name, startupType }, tools);
    const stored = await orUndefined(() => readStartupType(service, managers));
    // Where this user may not read it, only the helper tells.
    if (stored === startupType || (stored === undefined && failure === undefined)) return;
    throw failure ?? new Win32Error('ChangeServiceConfigW', ERROR_BAD_CONFIGURATION);
  }
}

/** The helper finds out whether the service is stuck; here only what is certainly not. */
async function endStuckProcess(tools: OperationTools): Promise<void> {
  if (tools.service.isOwn) throw refusal('own');
  const before = await tools.readService();
  if (before.kind === 'present' && before.status.state !== 'stop-pending') throw refusal('not-stuck');
  const processId = before.kind === 'present' ? before.status.processId : undefined;
  const failure = await elevate({ verb: '/end-process', service: tools.service.name }, tools);
  const after = await tools.readService();
  if (after.kind === 'absent') return;
  if (after.kind === 'present' && processId !== undefined && after.status.processId !== processId) return;
  if (isHidden(after, tools.service) && failure === undefined) return;
  throw (failure && asRefusal(failure)) ?? new Win32Error('TerminateProcess', ERROR_TIMEOUT);
}

/** @returns whether the SCM shows that within the given time; it is read at least once */
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

/**
 * Lets this user start, stop and pause the service without a prompt from now on. Elevates.
 * @throws ERROR_ACCESS_DENIED if the SCM still refuses this user afterwards
 */
async function allowUserControl(tools: OperationTools): Promise<void> {
  const failure = await elevate({ verb: '/allow-user-control' }, tools);
  if (failure !== undefined) throw failure;
  using manager = await tools.managers.localComputer(['connect']);
  await tryControl(manager, tools.service.name);
}

/**
 * Revokes control without a prompt. Elevates.
 * @throws ERROR_BAD_CONFIGURATION if the service's access list still grants it afterwards
 */
async function endUserControl(tools: OperationTools): Promise<void> {
  const failure = await elevate({ verb: '/end-user-control' }, tools);
  if (failure !== undefined) throw failure;
  using manager = await tools.managers.localComputer(['connect']);
  using service = await manager.openService(tools.service.name, ['read-control']);
  if (usersInControl(await service.queryAccessList()).length > 0) {
    throw new Win32Error('SetServiceObjectSecurity', ERROR_BAD_CONFIGURATION);
  }
}
