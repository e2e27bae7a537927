import { StandIn } from './emitter.ts';

interface Details {
  readonly url: string;
  readonly method: string;
}
type Listener = (details: Details, answer: (response: { readonly cancel?: boolean }) => void) => void;

/** Main's decision about each request before it is sent. WebSocket requests are not included here. */
export class WebRequest extends StandIn {
  #listener: Listener | undefined;

  onBeforeRequest(listener: Listener): void {
    this.#listener = listener;
  }

  /** Not Electron's. @returns whether main allows the request */
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
