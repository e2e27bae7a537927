import { join } from 'node:path/win32';
import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../../common/product.ts';
import type { EventLog, EventType } from '../../native-bridge/bridge.ts';
import { openLog, type Log } from '../../engine/log.ts';
import { placesOf } from '../../engine/registration/context.ts';
import { isDataFolderSafe } from '../../engine/registration/location.ts';
import type { Files } from '../../native-bridge/files.ts';
import { SERVICE_SID } from '../../engine/registration/wanted.ts';

/** What is written to the Windows event log. The meaning of a number never changes, because people filter by it. */
const EVENTS = {
  started: { id: 1, type: 'information', text: `${SERVICE_DISPLAY_NAME} has started.` },
  stopped: { id: 2, type: 'information', text: `${SERVICE_DISPLAY_NAME} has stopped.` },
  failed: { id: 3, type: 'error', text: `${SERVICE_DISPLAY_NAME} failed and stopped.` },
  'without its SID': {
    id: 4,
    type: 'warning',
    text: `${SERVICE_DISPLAY_NAME} is running without its service SID and can't write its log. Windows may add the SID only after a restart.`,
  },
} as const satisfies Record<string, { readonly id: number; readonly type: EventType; readonly text: string }>;

export type Event = keyof typeof EVENTS;

/** Never throws: a service must not fail because its events can't be written. */
export function tellEventLog(eventLog: EventLog, event: Event, detail = ''): void {
  const { id, type, text } = EVENTS[event];
  try {
    eventLog.report(SERVICE_NAME, type, id, `${text} ${detail}`.trim());
  } catch {
    return;
  }
}

/**
 * The service's log: JSON lines in `%ProgramData%\Sigma\logs\SigmaSrv.log`. Registering creates the folder and decides
 * who may write there; without the folder, nothing is logged.
 */
export function openServiceLog(files: Files): Log {
  return openLog(join(placesOf(files).logFolder, 'SigmaSrv.log'), 'as it is');
}

/**
 * The log of what administrators do with the service: JSON lines in `%ProgramData%\Sigma\SigmaSrv-verbs.log`. Nobody
 * else can redirect it, not even the service's account. Nothing is logged until the folder is safe.
 */
export function openVerbLog(files: Files): Log {
  const places = placesOf(files);
  return openLog(join(places.dataFolder, 'SigmaSrv-verbs.log'), () => isDataFolderSafe(files, places));
}

interface Tools {
  readonly isInOwnToken: (sid: string) => boolean;
  readonly log: Log;
  readonly tell: (event: Event) => void;
}

/**
 * Only the service's SID may write its log. If the SID was added to an existing service, Windows may put it into the
 * token only after a restart. Until then each line is refused, and only the event log can say so; nothing is written
 * elsewhere instead. Never throws.
 */
export function tellOfOwnToken({ isInOwnToken, log, tell }: Tools): void {
  try {
    if (isInOwnToken(SERVICE_SID)) return;
    // Also for a system that stores no access lists, and so lets the line be written.
    log.write('without its SID', { sid: SERVICE_SID });
    tell('without its SID');
  } catch (error) {
    log.write('own token unknown', { error: String(error) });
  }
}
