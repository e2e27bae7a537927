/**
 * By this the taskbar and the notifications know Sigma: its AppUserModelID. The installer gives the shortcut in the
 * Start menu the same one, without which Windows shows no notifications.
 */
export const APP_ID = 'Sigma';
