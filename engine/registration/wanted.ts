import { MAILSLOT_NAME, SERVICE_ADDON, SERVICE_EXECUTABLE, SERVICE_NAME } from '../../common/product.ts';
import { serviceSid } from '../../native-bridge/access-control.ts';
import type { ServiceSettings } from '../../native-bridge/service-settings.ts';

/** How SigmaSrv has to be registered, whatever the user chooses. */

/** The service needs none of the rights that this account lacks: neither network access nor other users' files. */
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
  // Puts the service's SID into its token, which may write the log. Not `restricted`: see docs/security.md.
  sidType: 'unrestricted',
  // Without this privilege, no path through a folder that the account may not list could be opened; all others are
  // removed.
  requiredPrivileges: ['SeChangeNotifyPrivilege'],
  preShutdownTimeoutMs: 10 * SECOND_MS,
};

/** The executable and what it loads from its own folder. */
export const SERVICE_FILES = [SERVICE_EXECUTABLE, SERVICE_ADDON] as const;

/**
 * The service's source in the Application log. A program of Windows has a message text that shows whatever is passed.
 */
export const EVENT_SOURCE_KEY = `SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\${SERVICE_NAME}`;
export const EVENT_SOURCE_VALUES = {
  EventMessageFile: String.raw`%SystemRoot%\System32\EventCreate.exe`,
  // EVENTLOG_ERROR_TYPE, EVENTLOG_WARNING_TYPE and EVENTLOG_INFORMATION_TYPE.
  TypesSupported: 7,
} as const;

/** For folders that only administrators may change: administrators and SYSTEM may do everything, others may read. */
export const CLOSED_FOLDER_ACCESS =
  'D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)(A;OICI;0x1200a9;;;LS)';

/** The same for a single file in such a folder. */
export const CLOSED_FILE_ACCESS = 'D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;0x1200a9;;;BU)(A;;0x1200a9;;;LS)';

/** `NT SERVICE\SigmaSrv`: stands for this service only, not for everything that runs as LocalService. */
export const SERVICE_SID = serviceSid(SERVICE_NAME);

/** OWNER RIGHTS as a number: its two letters, `OW`, were added to SDDL later than the group itself. */
const OWNER_RIGHTS = 'S-1-3-4';

/**
 * For the folder of the service's log. The service may create files in it and do anything with these, but may neither
 * delete the folder nor turn it into a link. Users may read. LocalService owns what the service creates, and an owner
 * may always change the access list, unless an entry for OWNER RIGHTS limits that.
 * https://learn.microsoft.com/windows/win32/secauthz/well-known-sids
 */
export const LOG_FOLDER_ACCESS = [
  'D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)',
  `(A;OIIO;0x1200a9;;;${OWNER_RIGHTS})`,
  `(A;;0x1200ab;;;${SERVICE_SID})(A;OIIO;0x1301bf;;;${SERVICE_SID})`,
  '(A;OICI;0x1200a9;;;BU)',
].join('');
