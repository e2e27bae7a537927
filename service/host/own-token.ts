import type { Log } from '../../engine/log.ts';
import { SERVICE_SID } from '../../engine/registration/wanted.ts';
import type { Event } from './event-log.ts';

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
