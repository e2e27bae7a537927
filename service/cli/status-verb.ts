import { uptime } from 'node:os';
import { codeExplanation } from '../../common/error-words.ts';
import { ENGLISH } from '../../common/languages/english.ts';
import type { ServiceProfile } from '../../common/service-profile.ts';
import { visibleJson } from '../../common/display-text.ts';
import { ERROR_SERVICE_SPECIFIC_ERROR, codeName } from '../../common/win32-codes.ts';
import type { ServiceStatus } from '../../common/service-status.ts';
import type { ServiceConfiguration, ServiceManagers, SystemBridge } from '../../native-bridge/bridge.ts';
import { surveyService, type ServiceProcess } from '../../engine/watch/survey.ts';
import { stateText, surveyedAsJson } from './list-verb.ts';
import { readParameters } from '../../engine/parameters.ts';

/**
 * @returns one line about the service, according to the SCM
 * @throws ERROR_SERVICE_DOES_NOT_EXIST
 */
export async function describeService(
  { name, displayName, isOwn }: ServiceProfile,
  managers: ServiceManagers,
): Promise<string> {
  const { status, configuration } = await readAll(name, managers);
  const state = isOwn ? describeStatus(status) : stateText(status);
  return `${displayName} is ${state}; path to executable: ${configuration.imagePath}`;
}

/**
 * @returns the same and more as one JSON object, for programs: times in milliseconds, null where there is nothing
 * @throws ERROR_SERVICE_DOES_NOT_EXIST
 */
export async function serviceAsJson(service: ServiceProfile, bridge: SystemBridge): Promise<string> {
  const { status, configuration } = await readAll(service.name, bridge.serviceManager);
  const surveyed = await surveyService(service, bridge, uptime() * 1000);
  const { state, processId, win32ExitCode, serviceSpecificExitCode, checkPoint, waitHintMs } = status;
  const [name, explanation] = [codeName(win32ExitCode), codeExplanation(ENGLISH, win32ExitCode)];
  return visibleJson({
    service: service.name,
    ...surveyedAsJson(surveyed),
    state,
    processId: processId ?? null,
    exitCode: { win32: win32ExitCode, name, explanation, serviceSpecific: serviceSpecificExitCode ?? null },
    process: surveyed.process === undefined ? null : processAsJson(surveyed.process),
    checkPoint,
    waitHintMs,
    acceptedControls: status.acceptedControls,
    ...configuration,
    configuration: service.isOwn ? readParameters(bridge.registry, () => undefined) : undefined,
  });
}

/** @returns the process as programs get it: processor time in milliseconds, memory in bytes */
function processAsJson({ processorMs, privateBytes, handles, threads, sharedWith }: ServiceProcess) {
  return { processorMs: Math.round(processorMs), privateBytes, handles, threads, sharedWith };
}

async function readAll(
  name: string,
  managers: ServiceManagers,
): Promise<{ readonly status: ServiceStatus; readonly configuration: ServiceConfiguration }> {
  using manager = await managers.localComputer(['connect']);
  using service = await manager.openService(name, ['query-status', 'query-config']);
  return { status: await service.queryStatus(), configuration: await service.queryConfiguration() };
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
