import { Notification } from 'electron';
import type { MenuChoice } from './menu-entry.ts';
import type { NotificationModel } from './notification-model.ts';

/** Shows notifications, one at a time. */
export class Notifier {
  readonly #onChoose: (choice: MenuChoice) => void;
  /** Held, because a notification that is garbage tells of no click. */
  #shown: Notification | undefined;

  /** @param onChoose told what a person chooses by a click; on the notification itself, to see the window */
  constructor(onChoose: (choice: MenuChoice) => void) {
    this.#onChoose = onChoose;
  }

  show({ title, body, buttons }: NotificationModel): void {
    if (!Notification.isSupported()) return;
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
  }
}
