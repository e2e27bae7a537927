import { visibleJson } from '../../common/display-text.ts';
import type { ServiceProfile } from '../../common/service-profile.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { namedService } from '../../engine/verbs/named-service.ts';
import type { ServiceReading } from '../../engine/watch/service-reading.ts';
import { ServicesWatch, type ServiceChange } from '../../engine/watch/services-watch.ts';
import type { SystemBridge } from '../../native-bridge/bridge.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import { stateText } from './list-verb.ts';

interface WatchOptions {
  /** Key names or display names; all services if there are none. */
  readonly names: readonly string[];
  readonly json: boolean;
}

interface WatchTools {
  readonly bridge: Pick<SystemBridge, 'serviceManager' | 'registry' | 'inspection'>;
  readonly clock: Clock;
  /** @returns the computer's date in milliseconds since 1970 */
  readonly date: () => number;
  /** Prints a line. @returns false if nobody can read it any more */
  readonly say: (line: string) => boolean;
  /** Settles when the user ends it. */
  readonly ended: Promise<unknown>;
}

/**
 * Prints each change of the services as it happens, until the user ends it or nobody can read it any more.
 * @throws ERROR_SERVICE_DOES_NOT_EXIST; ERROR_ACCESS_DENIED where this user may not list or query the services
 */
export async function watchServices({ names, json }: WatchOptions, tools: WatchTools): Promise<void> {
  const { bridge, clock, date, say, ended } = tools;
  const watched = await Promise.all(names.map((name) => namedService(name, bridge)));
  using watch = new ServicesWatch({
    managers: bridge.serviceManager,
    registry: bridge.registry,
    ...{ clock, watched },
  });
  await requireAnswers(watch, watched, bridge);
  const unread = Promise.withResolvers<undefined>();
  const print = (line: string): void => {
    if (!say(line)) unread.resolve(undefined);
  };
  if (!json) print(`Watching ${namesOf(watched)}. Press Ctrl+C to stop`);
  const wanted = new Set(watched.map(({ name }) => name.toLowerCase()));
  watch.onChange((change) => {
    if (wanted.size > 0 && !wanted.has(change.service.toLowerCase())) return;
    const at = new Date(date() - (clock.now() - change.at)).toISOString();
    print(json ? visibleJson(changeAsJson(change, at)) : `${at}  ${textOf(change)}`);
  });
  watch.watch(true);
  await Promise.race([ended, unread.promise]);
}

/** Better an error at once than a watch that never sees anything. */
async function requireAnswers(
  watch: ServicesWatch,
  watched: readonly ServiceProfile[],
  bridge: WatchTools['bridge'],
): Promise<void> {
  if (watched.length === 0) {
    using manager = await bridge.serviceManager.localComputer(['connect', 'enumerate']);
    await manager.enumerateServices();
  }
  const readings = await watch.refresh();
  for (const { name } of watched) {
    const reading = readings.of(name);
    if (reading.kind === 'unavailable') throw new Win32Error(reading.error.api, reading.error.code);
  }
}

function namesOf(watched: readonly ServiceProfile[]): string {
  if (watched.length === 0) return 'all services';
  return watched.map(({ name, displayName }) => `${displayName} (${name})`).join(', ');
}

function textOf({ service, from, to }: ServiceChange): string {
  return `${service}: ${readingText(from)} -> ${readingText(to)}`;
}

function readingText(reading: ServiceReading): string {
  return reading.kind === 'present' ? stateText(reading.status) : 'not installed';
}

/** @returns a change as programs get it; `absent` stands for a service that is not installed */
function changeAsJson({ service, from, to }: ServiceChange, at: string) {
  const status = to.kind === 'present' ? to.status : undefined;
  return {
    at,
    service,
    from: from.kind === 'present' ? from.status.state : from.kind,
    to: status?.state ?? to.kind,
    processId: status?.processId,
    win32ExitCode: status?.win32ExitCode,
    serviceSpecificExitCode: status?.serviceSpecificExitCode,
  };
}
