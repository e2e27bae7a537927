import { Emitter } from './emitter.ts';
import { readiness } from './readiness.ts';
import { windowsShell } from './windows-shell.ts';

interface Options {
  readonly title: string;
  readonly body: string;
  readonly actions: readonly { readonly type: 'button'; readonly text: string }[];
}

/** A system notification, as data. As in Electron, nothing destroys it: it can be shown, closed, and shown again. */
export class Notification extends Emitter {
  /** Not Electron's: the notifications that were shown, the latest last. */
  static readonly shown: Notification[] = [];
  readonly #options: Options;
  #isClosed = false;

  constructor(options: Options) {
    super();
    readiness.require('Cannot create Notification before app is ready');
    windowsShell.registerToastActivator();
    this.#options = options;
  }

  static isSupported(): boolean {
    windowsShell.registerToastActivator();
    return true;
  }

  show(): void {
    this.#isClosed = false;
    Notification.shown.push(this);
  }

  close(): void {
    this.#isClosed = true;
  }

  /** Not Electron's. @param button the button's label; undefined for the notification itself */
  click(button: string | undefined): void {
    if (this.#isClosed) throw new Error('The notification is closed');
    if (button === undefined) {
      this.emit('click');
      return;
    }
    const actionIndex = this.#options.actions.findIndex(({ text }) => text === button);
    if (actionIndex < 0) throw new Error(`The notification has no button "${button}"`);
    this.emit('action', { actionIndex });
  }

  /** Not Electron's. */
  model() {
    const { title, body, actions } = this.#options;
    return { title, body, buttons: actions.map(({ text }) => text), isClosed: this.#isClosed };
  }
}
