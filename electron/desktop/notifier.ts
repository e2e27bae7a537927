import { app, Notification } from 'electron';
import type { MenuChoice } from './menu-entry.ts';
import type { NotificationModel } from './models.ts';

/** Shows notifications, one at a time. */
export class Notifier {
  readonly #onChoose: (choice: MenuChoice) => void;
  /** Kept referenced, because a garbage-collected notification reports no clicks. */
  #shown: Notification | undefined;

  /** @param onChoose called with what the user clicks; a click on the notification itself shows the window */
  constructor(onChoose: (choice: MenuChoice) => void) {
    this.#onChoose = onChoose;
  }

  /**
   * @returns whether it is shown. An unpackaged app shows none, because Electron would create a shortcut and a class
   *   that start Electron without it; even asking whether notifications are supported does so
   */
  show({ title, body, buttons }: NotificationModel): boolean {
    if (!app.isPackaged || !Notification.isSupported()) return false;
    const actions = buttons.map(({ label }) => ({ type: 'button' as const, text: label }));
    const notification = new Notification({ title, body, actions });
    notification.on('click', () => {
      this.#onChoose({ kind: 'show' });
    });
    notification.on('action', ({ actionIndex }) => {
      const button = buttons[actionIndex];
      if (button !== undefined) this.#onChoose(button.choice);
    });
    this.#shown?.close();
    notification.show();
    this.#shown = notification;
    return true;
  }
}
