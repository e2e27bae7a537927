import { MAILSLOT_NAME, SERVICE_ADDON, SERVICE_EXECUTABLE, SERVICE_NAME } from '../../common/product.ts';
import { serviceSid } from '../../native-bridge/access-control.ts';
import type { ServiceSettings } from '../../native-bridge/service-settings.ts';

/** How SigmaSrv is to be registered, whatever a person chooses. */

/** It needs no right of its own: not to the network, not to other users' files. */
export const ACCOUNT = String.raw`NT AUTHORITY\LocalService`;

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

export const WANTED_SETTINGS: Omit<ServiceSettings, 'delayedAutoStart'> = {
  description: `Posts its status to the mailslot ${MAILSLOT_NAME}, where Sigma reads it.`,
  failureActions: {
    resetPeriodMs: 24 * 60 * MINUTE_MS,
    actions: [
      { type: 'restart', delayMs: 3 * SECOND_MS },
      { type: 'restart', delayMs: 30 * SECOND_MS },
      { type: 'restart', delayMs: 10 * MINUTE_MS },
    ],
  },
  failureActionsOnNonCrash: true,
  // Its SID is in its token, and may write its log. Not `restricted`: see docs/security.md.
  sidType: 'unrestricted',
  // Without it no path could be walked whose folders the account may not list; all others are taken away.
  requiredPrivileges: ['SeChangeNotifyPrivilege'],
  preShutdownTimeoutMs: 10 * SECOND_MS,
};

/** The executable and what it loads from beside itself. */
export const SERVICE_FILES = [SERVICE_EXECUTABLE, SERVICE_ADDON] as const;

/** The service's source in the Application log: the system's own program holds a text that shows what is given. */
export const EVENT_SOURCE_KEY = `SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\${SERVICE_NAME}`;
export const EVENT_SOURCE_VALUES = {
  EventMessageFile: String.raw`%SystemRoot%\System32\EventCreate.exe`,
  // EVENTLOG_ERROR_TYPE, EVENTLOG_WARNING_TYPE and EVENTLOG_INFORMATION_TYPE.
  TypesSupported: 7,
} as const;

/** Folders that only administrators may change: they and SYSTEM everything, others read. */
export const CLOSED_FOLDER_ACCESS =
  'D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)(A;OICI;0x1200a9;;;LS)';

/** A file in there, on its own. */
export const CLOSED_FILE_ACCESS = 'D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;0x1200a9;;;BU)(A;;0x1200a9;;;LS)';

/** `NT SERVICE\SigmaSrv`: what is the service's is this one's, and not every LocalService's. */
export const SERVICE_SID = serviceSid(SERVICE_NAME);

/** OWNER RIGHTS as a number: its two letters, `OW`, came to SDDL later than the group. */
const OWNER_RIGHTS = 'S-1-3-4';

/**
 * The folder of the service's log. The service may make files in it, and do with these what it likes; the folder itself
 * it may neither delete nor turn into a link. Users may read. LocalService owns what the service makes, and an owner may
 * always change the access list, unless an entry for OWNER RIGHTS says what he may.
 * https://learn.microsoft.com/windows/win32/secauthz/well-known-sids
 */
export const LOG_FOLDER_ACCESS = [
  'D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)',
  `(A;OIIO;0x1200a9;;;${OWNER_RIGHTS})`,
  `(A;;0x1200ab;;;${SERVICE_SID})(A;OIIO;0x1301bf;;;${SERVICE_SID})`,
  '(A;OICI;0x1200a9;;;BU)',
].join('');
