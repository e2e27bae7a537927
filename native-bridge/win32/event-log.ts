import type { EventLog, EventType } from '../bridge.ts';
import koffi from './koffi.ts';
import { check, isTrue, refuseNul, type Handle, type NativeFunction } from './native.ts';

/** The Windows event log, as far as a service writes to it. Pages as in kernel32.ts, under winbase/. */
const advapi32 = koffi.load('advapi32.dll');

type EventLogHandle = Handle<'event log'>;

/** EVENTLOG_ERROR_TYPE, EVENTLOG_WARNING_TYPE and EVENTLOG_INFORMATION_TYPE. */
const EVENT_TYPES: Readonly<Record<EventType, number>> = { error: 1, warning: 2, information: 4 };

/** winbase/nf-winbase-registereventsourcew */
const RegisterEventSourceW: NativeFunction<[null, string], EventLogHandle> = advapi32.func(
  'int64 __stdcall RegisterEventSourceW(str16 lpUNCServerName, str16 lpSourceName)',
);

/** winbase/nf-winbase-reporteventw */
const ReportEventW: NativeFunction<
  [EventLogHandle, number, number, number, null, number, number, readonly string[], null],
  number
> = advapi32.func(
  'int32 __stdcall ReportEventW(int64 hEventLog, uint16 wType, uint16 wCategory, uint32 dwEventID, void *lpUserSid, uint16 wNumStrings, uint32 dwDataSize, str16 *lpStrings, void *lpRawData)',
);

/** winbase/nf-winbase-deregistereventsource */
const DeregisterEventSource: NativeFunction<[EventLogHandle], number> = advapi32.func(
  'int32 __stdcall DeregisterEventSource(int64 hEventLog)',
);

export const win32EventLog: EventLog = {
  report(source, type, id, text) {
    refuseNul('ReportEventW', source, text);
    const handle = RegisterEventSourceW(null, source);
    check('RegisterEventSourceW', isTrue(handle));
    try {
      check('ReportEventW', isTrue(ReportEventW(handle, EVENT_TYPES[type], 0, id, null, 1, 0, [text], null)));
    } finally {
      DeregisterEventSource(handle);
    }
  },
};
