import { StandIn } from './emitter.ts';

type Handler = (request: Request) => Response | Promise<Response>;

/** Requests of the app's own scheme, answered by the main process. */
class Protocol extends StandIn {
  readonly #handlers = new Map<string, Handler>();

  /** The scheme's privileges are those of https here. */
  registerSchemesAsPrivileged(): void {
    // Nothing to do.
  }

  handle(scheme: string, handler: Handler): void {
    this.#handlers.set(scheme, handler);
  }

  /** Not Electron's. @returns undefined if no handler is responsible */
  async respond(url: string, method: string): Promise<Response | undefined> {
    const handler = this.#handlers.get(new URL(url).protocol.slice(0, -1));
    return handler?.(new Request(url, { method }));
  }
}

export const protocol = new Protocol();
