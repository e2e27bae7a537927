/** Names that JavaScript itself looks for on any object. */
const ASKED_BY_THE_LANGUAGE = new Set(['then', 'toJSON', 'constructor', 'nodeType', 'asymmetricMatch']);

/** Using something that the stand-in lacks is an error. It is never silently undefined, as if Electron lacked it. */
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

/** What still works on a destroyed object: Electron's own methods do not. */
const ALIVE_AFTERWARDS = new Set(['on', 'once', 'removeListener', 'emit', 'isDestroyed']);

/**
 * Makes every further use of the object throw, as in Electron once an object's native half is gone.
 * @param problem creates the error to throw
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

/** The error that most of Electron's objects throw once destroyed. */
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

  /** @returns whether there was a listener */
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
