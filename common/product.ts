/**
 * The names by which Windows knows Sigma and its service, for the app and for the installer. Constants only, without
 * imports, so that build/ can use them too.
 */

/** Sigma's own service: its key name, its display name, and the mailslot that it posts its status to. */
export const SERVICE_NAME = 'SigmaSrv';
export const SERVICE_DISPLAY_NAME = 'Sigma Support Service';
export const MAILSLOT_NAME = String.raw`\\.\mailslot\sigmamain`;

/** The executable of the service, which is also the elevated helper and the command-line tool. */
export const SERVICE_EXECUTABLE = `${SERVICE_NAME}.exe`;
/** The addon that the executable loads from its own folder. */
export const SERVICE_ADDON = 'koffi.node';

/**
 * The AppUserModelID of the taskbar and the notifications, and the name of the value below Run. The installer gives the
 * Start menu shortcut the same one, without which Windows shows no notifications.
 */
export const APP_ID = 'Sigma';

/** The AppUserModelID of a Sigma that is not packaged, which has neither of these. */
export const UNPACKAGED_APP_ID = 'Sigma.Unpackaged';

/**
 * The class that a click on a notification starts. With the first notification, Electron writes it below
 * HKEY_CURRENT_USER\Software\Classes\CLSID and into the shortcut Sigma.lnk in the user's Start menu
 * (shell/browser/notifications/win/windows_toast_activator.cc). Without a fixed class, Electron would create a new one
 * each time, which nobody could remove.
 */
export const TOAST_ACTIVATOR_CLSID = '{6B7C1F0E-9B0D-4B7E-9C54-3C1F4E0D5A21}';
