import { join } from 'node:path/win32';
import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../../common/product.ts';
import type { EventLog, EventType } from '../../native-bridge/bridge.ts';
import { openLog, type Log } from '../../engine/log.ts';
import { placesOf } from '../../engine/registration/context.ts';
import { isDataFolderSafe } from '../../engine/registration/location.ts';
import type { Files } from '../../native-bridge/files.ts';
import { SERVICE_SID } from '../../engine/registration/wanted.ts';

/** What the system's event log is told. Every number has one meaning for good: people filter by it. */
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

/** Never throws: a service does not fail because nobody writes it down. */
export function tellEventLog(eventLog: EventLog, event: Event, detail = ''): void {
  const { id, type, text } = EVENTS[event];
  try {
    eventLog.report(SERVICE_NAME, type, id, `${text} ${detail}`.trim());
  } catch {
    return;
  }
}

/**
 * The service's log: JSON lines in `%ProgramData%\Sigma\logs\SigmaSrv.log`. The folder is made by registering,
 * which says who may write there: without it nothing is logged.
 */
export function openServiceLog(files: Files): Log {
  return openLog(join(placesOf(files).logFolder, 'SigmaSrv.log'), 'as it is');
}

/**
 * The log of what administrators do with the service: JSON lines in `%ProgramData%\Sigma\SigmaSrv-verbs.log`, where
 * nobody else can have them written to another place, the service's account included. Until the folder is safe nothing
 * is logged.
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
 * The service's SID alone may write its log. Where the SID was added to the settings of a service that was there before,
 * Windows may put it into the token only when the system starts the next time: then each line is refused, and the event
 * log is what is left to say so. Nothing is written to another place instead. Never throws.
 */
export function tellOfOwnToken({ isInOwnToken, log, tell }: Tools): void {
  try {
    if (isInOwnToken(SERVICE_SID)) return;
    // Also for a system that keeps no access lists, and lets it be written.
    log.write('without its SID', { sid: SERVICE_SID });
    tell('without its SID');
  } catch (error) {
    log.write('own token unknown', { error: String(error) });
  }
}
