import { StandIn } from './emitter.ts';
import { readiness } from './readiness.ts';

type Handler = (request: Request) => Response | Promise<Response>;

/**
 * The outcome of a request: `unexpected` and `failed` are Electron's net::ERR_UNEXPECTED and net::ERR_FAILED in the
 * page.
 */
type Responded = Response | 'unexpected' | 'failed';

/** Requests of the app's own scheme, answered by the main process. */
class Protocol extends StandIn {
  readonly #handlers = new Map<string, Handler>();

  /** Here the scheme has the privileges of https. @throws Error once the app is ready, as in Electron */
  registerSchemesAsPrivileged(): void {
    if (readiness.isReached) {
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    }
  }

  handle(scheme: string, handler: Handler): void {
    readiness.require('Session can only be received when app is ready');
    if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    this.#handlers.set(scheme, handler);
  }

  /** Not Electron's. @returns undefined if no handler is responsible */
  async respond(url: string, method: string): Promise<Responded | undefined> {
    const handler = this.#handlers.get(new URL(url).protocol.slice(0, -1));
    if (handler === undefined) return undefined;
    try {
      const response: unknown = await handler(new Request(url, { method }));
      if (!(response instanceof Response)) return 'unexpected';
      return response.type === 'error' ? 'failed' : response;
    } catch (error) {
      console.error(error);
      return 'unexpected';
    }
  }
}

export const protocol = new Protocol();
