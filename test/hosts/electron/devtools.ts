import type { CommandName, Commands, EventName, Events, Results } from './devtools-protocol.ts';

/** A session's id; undefined addresses the browser itself. */
export type SessionId = string | undefined;

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

type Listener = (parameters: never, session: SessionId) => void;

interface Incoming {
  readonly id?: number;
  readonly result?: never;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: never;
  readonly sessionId?: string;
}

/**
 * A client of a browser's DevTools Protocol over its WebSocket. It shares nothing with other clients that are
 * attached to the same browser at the same time: interception and bindings belong to the session.
 */
export class DevTools {
  /** Settles when the browser is gone. */
  readonly closed: Promise<void>;
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, Listener[]>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', (event) => {
      this.#receive(JSON.parse(String(event.data)) as Incoming);
    });
    this.closed = new Promise((resolve) => {
      socket.addEventListener('close', () => {
        for (const { reject } of this.#pending.values()) reject(new Error('The browser is gone'));
        this.#pending.clear();
        resolve();
      });
    });
  }

  /** @param endpoint the browser's ws: address */
  static connect(endpoint: string): Promise<DevTools> {
    const socket = new WebSocket(endpoint);
    return new Promise((resolve, reject) => {
      socket.addEventListener('open', () => {
        resolve(new DevTools(socket));
      });
      socket.addEventListener('error', () => {
        reject(new Error(`No browser answers at ${endpoint}`));
      });
    });
  }

  send<N extends CommandName>(
    method: N,
    parameters: Commands[N],
    sessionId?: SessionId,
  ): Promise<Results[N]> {
    if (this.#socket.readyState !== WebSocket.OPEN) return Promise.reject(new Error('The browser is gone'));
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params: parameters, sessionId }));
    });
  }

  on<N extends EventName>(method: N, listener: (parameters: Events[N], session: SessionId) => void): void {
    this.#listeners.set(method, [...(this.#listeners.get(method) ?? []), listener]);
  }

  #receive({ id, result, error, method, params, sessionId }: Incoming): void {
    if (id === undefined) {
      for (const listener of this.#listeners.get(method ?? '') ?? []) listener(params as never, sessionId);
      return;
    }
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error === undefined) pending?.resolve(result as never);
    else pending?.reject(new Error(error.message));
  }
}
