import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../../common/product.ts';
import type { EventLog, EventType } from '../../native-bridge/bridge.ts';

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
