import { uptime } from 'node:os';
import { codeExplanation } from '../../common/error-words.ts';
import { ENGLISH } from '../../common/languages/english.ts';
import type { ServiceProfile } from '../../common/service-profile.ts';
import { displayText, visibleJson } from '../../common/display-text.ts';
import { ERROR_SERVICE_SPECIFIC_ERROR, codeName, codeText } from '../../common/win32-codes.ts';
import type { ServiceStatus } from '../../common/service-status.ts';
import { startupTypeText } from '../../common/status-text.ts';
import type { SystemBridge } from '../../native-bridge/bridge.ts';
import { readDetails, type ServiceDetails, type UnknownDetail } from '../../engine/watch/service-details.ts';
import { surveyService, type ServiceProcess, type SurveyedService } from '../../engine/watch/survey.ts';
import { ATTENTION_TEXTS, sinceText, stateText, surveyedAsJson } from './list-verb.ts';
import { readParameters } from '../../engine/parameters.ts';

/**
 * @returns the state of the service for people, and below it what Windows knows of it
 * @throws ERROR_SERVICE_DOES_NOT_EXIST, ERROR_ACCESS_DENIED where this user may not query it
 */
export async function describeService(service: ServiceProfile, bridge: SystemBridge): Promise<string> {
  const surveyed = await surveyService(service, bridge, uptime() * 1000);
  const { details, unknown } = await readDetails(service.name, bridge);
  const { status, attention } = surveyed;
  const state = service.isOwn ? describeStatus(status) : stateText(status);
  const why = attention === undefined ? '' : ` - ${ATTENTION_TEXTS[attention]}`;
  return [
    `${displayText(service.displayName)} is ${state}${why}`,
    ...linesOf(surveyed, details).map(([label, text]) => `  ${`${label}:`.padEnd(LABEL_WIDTH)}${text}`),
    ...unknownLines(unknown).map((line) => `  ${line}`),
  ].join('\n');
}

const LABEL_WIDTH = 22;

function linesOf(
  { name, process, registration }: SurveyedService,
  details: ServiceDetails,
): readonly (readonly [label: string, text: string])[] {
  const { imagePath, account, dependencies = [], runningDependents = [], description, mayControl } = details;
  const { service: words } = ENGLISH;
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['Key name', name],
    [words.startType, startTypeText(details, registration?.isTriggerStart === true)],
    [words.account, account],
    [words.imagePath, imagePath],
    ['Running since', sinceText(process)],
    ['Shares process with', process && list(process.sharedWith)],
    ['Depends on', list(dependencies)],
    ['Needed by', list(runningDependents.map((one) => one.name))],
    ['You may control it', mayControl === undefined ? undefined : mayControl ? 'Yes' : 'No'],
    [words.description, description],
  ];
  return lines.flatMap(([label, text]) =>
    text === undefined || text === '' ? [] : [[label, displayText(text)] as const],
  );
}

function list(names: readonly string[]): string {
  return names.join(', ');
}

/** As services.msc words it. */
function startTypeText(
  { startType, delayedAutoStart }: ServiceDetails,
  isTriggerStart: boolean,
): string | undefined {
  if (startType === undefined) return undefined;
  const isDelayed = startType === 'auto' && delayedAutoStart === true;
  const text = startupTypeText(ENGLISH, isDelayed ? 'delayed-auto' : startType);
  if (!isTriggerStart || startType === 'disabled') return text;
  return isDelayed ? text.replace(')', ', Trigger Start)') : `${text} (Trigger Start)`;
}

/** @returns a line for each reason, with what it kept from being read */
function unknownLines(unknown: readonly UnknownDetail[]): string[] {
  const byReason = Map.groupBy(unknown, ({ api, code }) => `${api} failed with ${codeText(code)}`);
  return [...byReason].map(
    ([reason, details]) => `Not known, because ${reason}: ${list(details.map(({ detail }) => detail))}`,
  );
}

/**
 * @returns the same and more as one JSON object, for programs: times in milliseconds, null where there is nothing.
 *   `unknown` has what could not be read, and why
 * @throws ERROR_SERVICE_DOES_NOT_EXIST, ERROR_ACCESS_DENIED where this user may not query it
 */
export async function serviceAsJson(service: ServiceProfile, bridge: SystemBridge): Promise<string> {
  const surveyed = await surveyService(service, bridge, uptime() * 1000);
  const { details, unknown } = await readDetails(service.name, bridge);
  const { processId, win32ExitCode, serviceSpecificExitCode, checkPoint, waitHintMs, acceptedControls } =
    surveyed.status;
  const [name, explanation] = [codeName(win32ExitCode), codeExplanation(ENGLISH, win32ExitCode)];
  return visibleJson({
    service: service.name,
    ...surveyedAsJson(surveyed),
    processId: processId ?? null,
    exitCode: { win32: win32ExitCode, name, explanation, serviceSpecific: serviceSpecificExitCode ?? null },
    process: surveyed.process === undefined ? null : processAsJson(surveyed.process),
    perUser: surveyed.registration?.perUser ?? null,
    ...{ checkPoint, waitHintMs, acceptedControls },
    ...details,
    unknown,
    configuration: service.isOwn ? readParameters(bridge.registry, () => undefined) : undefined,
  });
}

/** @returns the process as programs get it: processor time in milliseconds, memory in bytes */
function processAsJson({ processorMs, privateBytes, handles, threads, sharedWith }: ServiceProcess) {
  return { processorMs: Math.round(processorMs), privateBytes, handles, threads, sharedWith };
}

/** The service-specific code, which means something only with ERROR_SERVICE_SPECIFIC_ERROR. */
function ownCode(win32ExitCode: number, serviceSpecificExitCode: number | undefined): string {
  if (win32ExitCode !== ERROR_SERVICE_SPECIFIC_ERROR || serviceSpecificExitCode === undefined) return '';
  return `, service-specific code ${String(serviceSpecificExitCode)}`;
}

/** @returns the state, with the process or the last exit code */
export function describeStatus({
  state,
  processId,
  win32ExitCode,
  serviceSpecificExitCode,
}: Pick<ServiceStatus, 'state' | 'processId' | 'win32ExitCode' | 'serviceSpecificExitCode'>): string {
  const meaning = `${codeName(win32ExitCode)}: ${codeExplanation(ENGLISH, win32ExitCode)}`;
  const code = `${String(win32ExitCode)} (${meaning})${ownCode(win32ExitCode, serviceSpecificExitCode)}`;
  if (processId === undefined) return win32ExitCode === 0 ? state : `${state}, last exit code ${code}`;
  const running = `${state}, process ${String(processId)}`;
  return win32ExitCode === 0 ? running : `${running}, can't post its status: ${code}`;
}
