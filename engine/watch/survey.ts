import { attentionOf, type Attention } from '../../common/attention.ts';
import { initialHealth, nextHealth, type Health } from '../../common/health.ts';
import { nameToShow } from '../../common/service-profile.ts';
import type { ServiceRegistration } from '../../common/service-registration.ts';
import type { ServiceStatus } from '../../common/service-status.ts';
import type { ServiceEntry, SystemBridge } from '../../native-bridge/bridge.ts';
import type { ProcessEntry } from '../../native-bridge/process-information.ts';
import { orUndefined } from './service-reading.ts';

/** What one look tells of a service. */
export interface SurveyedService {
  /** Its key name. */
  readonly name: string;
  readonly displayName: string;
  readonly status: ServiceStatus;
  readonly health: Health;
  readonly attention: Attention | undefined;
  /** Undefined where it could not be read. */
  readonly registration: ServiceRegistration | undefined;
  /** Undefined where it has none, and where this Windows does not tell. */
  readonly process: ServiceProcess | undefined;
}

/** The process that a service runs in. */
export interface ServiceProcess extends ProcessEntry {
  /** The key names of the other services in the same process, whose use of it cannot be told apart. */
  readonly sharedWith: readonly string[];
}

export interface Survey {
  /** By display name, as services.msc sorts them. */
  readonly services: readonly SurveyedService[];
  /** The key names of those that are registered, and that this user may not query: nothing else is known of them. */
  readonly hidden: readonly string[];
}

/**
 * Looks once at all services. A service is judged by its status and its registration alone: what takes time to see, such as
 * a loop of crashes or a missing heartbeat, a single look cannot tell.
 * @param upTimeMs how long the system has been running, in milliseconds
 * @throws ERROR_ACCESS_DENIED where this user may not list the services
 */
export async function surveyServices(bridge: SurveyBridge, upTimeMs: number): Promise<Survey> {
  using manager = await bridge.serviceManager.localComputer(['connect', 'enumerate']);
  const entries = await manager.enumerateServices();
  const processes = await processesOf(bridge);
  const registered = bridge.serviceRegistrations();
  const registrations = new Map(registered.map((one) => [keyOf(one.name), one.registration]));
  const listed = new Set(entries.map(({ name }) => keyOf(name)));
  const services = entries.map((entry) => {
    const process = serviceProcess(entry, entries, processes);
    return { ...judged(entry, registrations.get(keyOf(entry.name)), upTimeMs), process };
  });
  return {
    services: services.sort((one, other) => ORDER.compare(one.displayName, other.displayName)),
    // The SCM lists no templates of per-user services: they never run.
    hidden: registered.flatMap(({ name, registration: { perUser } }) =>
      listed.has(keyOf(name)) || perUser === 'template' ? [] : [name],
    ),
  };
}

/**
 * Looks once at one service. See {@link surveyServices}.
 * @throws ERROR_SERVICE_DOES_NOT_EXIST, ERROR_ACCESS_DENIED
 */
export async function surveyService(
  { name, displayName }: Pick<ServiceEntry, 'name' | 'displayName'>,
  bridge: SurveyBridge,
  upTimeMs: number,
): Promise<SurveyedService> {
  using manager = await bridge.serviceManager.localComputer(['connect']);
  using service = await manager.openService(name, ['query-status']);
  const entry = { name, displayName, status: await service.queryStatus() };
  const found = bridge.serviceRegistrations().find((one) => keyOf(one.name) === keyOf(name));
  const process = serviceProcess(entry, await entriesOf(bridge), await processesOf(bridge));
  return { ...judged(entry, found?.registration, upTimeMs), process };
}

type SurveyBridge = Pick<SystemBridge, 'serviceManager' | 'serviceRegistrations' | 'listProcesses'>;

/** @returns the processes by their ids; none if this Windows does not tell */
async function processesOf(bridge: SurveyBridge): Promise<ReadonlyMap<number, ProcessEntry>> {
  const processes = (await orUndefined(() => bridge.listProcesses())) ?? [];
  return new Map(processes.map((process) => [process.processId, process]));
}

/** A user who may not list the services may still look at one of them. */
async function entriesOf({ serviceManager }: SurveyBridge): Promise<readonly ServiceEntry[]> {
  const entries = await orUndefined(async () => {
    using manager = await serviceManager.localComputer(['connect', 'enumerate']);
    return await manager.enumerateServices();
  });
  return entries ?? [];
}

function serviceProcess(
  { name, status: { processId } }: ServiceEntry,
  entries: readonly ServiceEntry[],
  processes: ReadonlyMap<number, ProcessEntry>,
): ServiceProcess | undefined {
  const process = processId === undefined ? undefined : processes.get(processId);
  if (process === undefined) return undefined;
  const others = entries.filter(
    (one) => one.status.processId === processId && keyOf(one.name) !== keyOf(name),
  );
  return { ...process, sharedWith: others.map((one) => one.name) };
}

function judged(
  { name, displayName: stored, status }: ServiceEntry,
  registration: ServiceRegistration | undefined,
  upTimeMs: number,
): Omit<SurveyedService, 'process'> {
  const displayName = nameToShow(name, stored);
  const health = healthAtOneLook(status);
  const attention = attentionOf({ status, health, registration, upTimeMs });
  return { name, displayName, status, health, attention, registration };
}

const ORDER = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** The SCM keeps the case of a name's letters, and ignores it. */
function keyOf(name: string): string {
  return name.toLowerCase();
}

function healthAtOneLook(status: ServiceStatus): Health {
  const observation = { kind: 'present', status } as const;
  return nextHealth(initialHealth(0, false), { type: 'scm', at: 0, observation }).health;
}
