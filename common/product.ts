/**
 * What Windows knows Sigma by, for the app and for its installer: constants alone, and nothing is imported, so that
 * build/ can have them too.
 */

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
