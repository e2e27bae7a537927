import { uptime } from 'node:os';
import type { Attention } from '../../common/attention.ts';
import { displayText, visibleJson } from '../../common/display-text.ts';
import { codeText, ERROR_SERVICE_NEVER_STARTED } from '../../common/win32-codes.ts';
import type { ServiceStatus } from '../../common/service-status.ts';
import { surveyServices, type SurveyedService } from '../../engine/watch/survey.ts';
import type { SystemBridge } from '../../native-bridge/bridge.ts';

/** What follows the state of a service that needs attention. */
export const ATTENTION_TEXTS: Readonly<Record<Attention, string>> = {
  failed: 'stopped with an error',
  hung: 'stuck while changing state',
  silent: 'running, but without a current status',
  'not-running': 'should be running: its startup type is Automatic',
  'never-started': 'should have been started: its startup type is Automatic',
};

interface ListOptions {
  /** Whether only the services that need attention are listed. */
  readonly problems: boolean;
  readonly json: boolean;
}

/**
 * @returns the services of this computer: one line for each, those that need attention first; or one JSON array
 * @throws ERROR_ACCESS_DENIED where this user may not list the services
 */
export async function listServices(
  bridge: Pick<SystemBridge, 'serviceManager' | 'serviceRegistrations' | 'listProcesses'>,
  { problems, json }: ListOptions,
): Promise<string> {
  const { services, hidden } = await surveyServices(bridge, uptime() * 1000);
  const wanted = problems ? services.filter(needsAttention) : services;
  if (json) return visibleJson(wanted.map(surveyedAsJson));
  const troubled = services.filter(needsAttention);
  const others = wanted.filter((service) => !needsAttention(service));
  const hiddenNote = hidden.length === 0 ? '' : `, ${String(hidden.length)} hidden from this user`;
  return [
    ...troubled.map(lineOf),
    ...others.map(lineOf),
    `${String(services.length)} services${hiddenNote}; ${String(troubled.length)} need attention`,
  ].join('\n');
}

function needsAttention({ attention }: SurveyedService): boolean {
  return attention !== undefined;
}

function lineOf({ name, displayName, status, attention }: SurveyedService): string {
  const why = attention === undefined ? '' : ` - ${ATTENTION_TEXTS[attention]}`;
  return `${attention === undefined ? ' ' : '!'} ${displayText(displayName)} (${displayText(name)}): ${stateText(status)}${why}`;
}

/** @returns the state, with the process or the exit code */
export function stateText({
  state,
  processId,
  win32ExitCode,
  serviceSpecificExitCode,
}: ServiceStatus): string {
  if (processId !== undefined) return `${state}, process ${String(processId)}`;
  if (win32ExitCode === 0 || win32ExitCode === ERROR_SERVICE_NEVER_STARTED) return state;
  const ownCode =
    serviceSpecificExitCode === undefined ? '' : `, its own code ${String(serviceSpecificExitCode)}`;
  return `${state}, exit code ${codeText(win32ExitCode)}${ownCode}`;
}

/** @returns since when a service runs; undefined in a process that it shares, which it may have joined later */
export function sinceText(process: SurveyedService['process']): string | undefined {
  return process?.sharedWith.length === 0 ? new Date(process.startedAt).toISOString() : undefined;
}

/** @returns a service as programs get it: null where something is not known */
export function surveyedAsJson({
  name,
  displayName,
  status,
  health,
  attention,
  registration,
  process,
}: SurveyedService) {
  return {
    name,
    displayName,
    state: status.state,
    health,
    attention: attention ?? null,
    processId: status.processId,
    startType: registration?.startType ?? null,
    delayedAutoStart: registration?.delayedAutoStart ?? null,
    triggerStart: registration?.isTriggerStart ?? null,
    win32ExitCode: status.win32ExitCode,
    serviceSpecificExitCode: status.serviceSpecificExitCode,
    since: sinceText(process),
  };
}
