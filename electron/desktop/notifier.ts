import { app, Notification } from 'electron';
import type { MenuChoice } from './menu-entry.ts';
import type { NotificationModel } from './models.ts';

/** Shows notifications, one at a time. */
export class Notifier {
  readonly #onChoose: (choice: MenuChoice) => void;
  /** Held, because a notification that is garbage tells of no click. */
  #shown: Notification | undefined;

  /** @param onChoose told what a person chooses by a click; on the notification itself, to see the window */
  constructor(onChoose: (choice: MenuChoice) => void) {
    this.#onChoose = onChoose;
  }

  /**
   * @returns whether it is shown: not by an app that is not packaged, of which Electron would leave the computer a
   *   shortcut and a class that start Electron alone; asking whether it is supported is enough for that
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
