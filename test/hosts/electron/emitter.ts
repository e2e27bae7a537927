/** Names that JavaScript itself looks for on any object. */
const ASKED_BY_THE_LANGUAGE = new Set(['then', 'toJSON', 'constructor', 'nodeType', 'asymmetricMatch']);

/** What the stand-in does not have is an error: never quietly undefined, as if Electron had said so. */
const REST = new Proxy(Object.prototype, {
  get(target, name, receiver): unknown {
    if (typeof name === 'symbol' || name in target || ASKED_BY_THE_LANGUAGE.has(name)) {
      return Reflect.get(target, name, receiver);
    }
    throw new Error(`The stand-in for Electron has no "${name}"`);
  },
});

/** Ends the prototype chain of everything that the stand-in hands out. */
export class StandIn {
  get [Symbol.toStringTag](): string {
    return `stand-in for Electron's ${this.constructor.name}`;
  }
}
Object.setPrototypeOf(StandIn.prototype, REST);

/** What still answers on an object that is destroyed: Electron's own methods do not. */
const ALIVE_AFTERWARDS = new Set(['on', 'once', 'removeListener', 'emit', 'isDestroyed']);

/**
 * From now on using the object throws, as with Electron's whose native half is gone.
 * @param problem makes what is thrown
 */
export function destroy(object: StandIn, problem: () => Error): void {
  const prototype = Object.getPrototypeOf(object) as object;
  Object.setPrototypeOf(
    object,
    new Proxy(prototype, {
      get(target, name, receiver): unknown {
        if (typeof name === 'string' && name in target && !ALIVE_AFTERWARDS.has(name)) throw problem();
        return Reflect.get(target, name, receiver);
      },
    }),
  );
}

/** What most of Electron's objects throw then. */
export function destroyedError(): Error {
  return new TypeError('Object has been destroyed');
}

type Listener = (...values: never[]) => void;

/** The part of Node's EventEmitter that Sigma uses. */
export class Emitter extends StandIn {
  readonly #listeners = new Map<string, Listener[]>();

  on(event: string, listener: Listener): this {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    return this;
  }

  once(event: string, listener: Listener): this {
    const onceOnly = (...values: never[]): void => {
      this.removeListener(event, onceOnly);
      listener(...values);
    };
    return this.on(event, onceOnly);
  }

  removeListener(event: string, listener: Listener): this {
    const rest = (this.#listeners.get(event) ?? []).filter((known) => known !== listener);
    this.#listeners.set(event, rest);
    return this;
  }

  /** @returns whether anybody listened */
  emit(event: string, ...values: readonly unknown[]): boolean {
    const listeners = this.#listeners.get(event) ?? [];
    for (const listener of listeners) listener(...(values as never[]));
    return listeners.length > 0;
  }
}

/** An event whose default can be prevented. */
export class PreventableEvent extends StandIn {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}
