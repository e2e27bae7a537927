import { StandIn } from './emitter.ts';

interface Details {
  readonly url: string;
  readonly method: string;
}
type Listener = (details: Details, answer: (response: { readonly cancel?: boolean }) => void) => void;

/** What main says about each request before it goes anywhere. WebSockets are not among those here. */
export class WebRequest extends StandIn {
  #listener: Listener | undefined;

  onBeforeRequest(listener: Listener): void {
    this.#listener = listener;
  }

  /** Not Electron's. @returns whether main lets the request go on */
  allows(details: Details): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#listener === undefined) resolve(true);
      else
        this.#listener(details, ({ cancel = false }) => {
          resolve(!cancel);
        });
    });
  }
}
