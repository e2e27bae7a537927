import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../common/sigma-service.ts';
import { reportEvent, type EventType } from '../native-bridge/win32/event-log.ts';

/** What the system's event log is told. Every number has one meaning for good: people filter by it. */
const EVENTS = {
  started: { id: 1, type: 'information', text: `${SERVICE_DISPLAY_NAME} has started.` },
  stopped: { id: 2, type: 'information', text: `${SERVICE_DISPLAY_NAME} has stopped.` },
  failed: { id: 3, type: 'error', text: `${SERVICE_DISPLAY_NAME} failed and ended.` },
  'without its SID': {
    id: 4,
    type: 'warning',
    text: `${SERVICE_DISPLAY_NAME} runs without its service SID and may not write its log. Windows may add the SID only when the system starts the next time.`,
  },
} as const satisfies Record<string, { readonly id: number; readonly type: EventType; readonly text: string }>;

/** Never throws: a service does not fail because nobody writes it down. */
export function tellEventLog(event: keyof typeof EVENTS, detail = ''): void {
  const { id, type, text } = EVENTS[event];
  try {
    reportEvent(SERVICE_NAME, type, id, `${text} ${detail}`.trim());
  } catch {
    return;
  }
}
