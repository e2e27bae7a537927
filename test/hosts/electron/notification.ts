import { Emitter } from './emitter.ts';

interface Options {
  readonly title: string;
  readonly body: string;
  readonly actions: readonly { readonly type: 'button'; readonly text: string }[];
}

/** A notification of the system, as data. */
export class Notification extends Emitter {
  /** Not Electron's: those that were shown, the latest last. */
  static readonly shown: Notification[] = [];
  readonly #options: Options;
  #isClosed = false;

  constructor(options: Options) {
    super();
    this.#options = options;
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    Notification.shown.push(this);
  }

  close(): void {
    this.#isClosed = true;
  }

  /** Not Electron's. @param button its label; undefined for the notification itself */
  click(button: string | undefined): void {
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
