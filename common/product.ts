/**
 * What Windows knows Sigma and its service by, for the app and for its installer: constants alone, and nothing is imported,
 * so that build/ can have them too.
 */

/** The service that comes with Sigma: its key name, its display name, and the mailslot that it posts its status into. */
export const SERVICE_NAME = 'SigmaSrv';
export const SERVICE_DISPLAY_NAME = 'Sigma Support Service';
export const MAILSLOT_NAME = String.raw`\\.\mailslot\sigmamain`;

/** The executable of the service, which is the elevated helper and the command-line tool as well, */
export const SERVICE_EXECUTABLE = `${SERVICE_NAME}.exe`;
/** and what it loads from beside itself. */
export const SERVICE_ADDON = 'koffi.node';

/**
 * The AppUserModelID of the taskbar and the notifications, and the name of the entry below Run. The installer gives the
 * shortcut in the Start menu the same one, without which Windows shows no notifications.
 */
export const APP_ID = 'Sigma';

/** That of a Sigma that is not packaged, which has none of these. */
export const UNPACKAGED_APP_ID = 'Sigma.Unpackaged';

/**
 * The class that a click on a notification starts. With the first notification Electron writes it below
 * HKEY_CURRENT_USER\Software\Classes\CLSID, and into the shortcut Sigma.lnk of the person's own Start menu
 * (shell/browser/notifications/win/windows_toast_activator.cc). Without one of the app's, Electron makes up another each
 * time, which nobody could remove.
 */
export const TOAST_ACTIVATOR_CLSID = '{6B7C1F0E-9B0D-4B7E-9C54-3C1F4E0D5A21}';
