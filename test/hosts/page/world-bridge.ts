/** A value on its way into the other world. A value with an identity or behavior is encoded as an array. */
type Wire = unknown;

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly values: Wire }
  | { readonly kind: 'settle'; readonly id: number; readonly isError: boolean; readonly value: Wire }
  | { readonly kind: 'expose'; readonly name: string; readonly value: Wire }
  | { readonly kind: 'tell'; readonly value: unknown };

interface Reply {
  readonly kind: 'reply';
  readonly error?: string;
  readonly value?: Wire;
}

/** One end of the connection between the isolated world and the page's own. */
export interface WorldBridge {
  /** Exposes a value as contextBridge does. @throws Error in this world, for a value that cannot be exposed */
  expose(name: string, value: unknown): void;
  /** Sends plain data to the other world's `hear`. */
  tell(value: unknown): void;
}

/** How one end handles what the other sends. */
export interface WorldBridgeOptions {
  readonly receive: (name: string, value: unknown) => void;
  readonly hear: (value: unknown) => void;
}

/**
 * Passes values between the two worlds of a page as Electron's contextBridge does: data is copied, functions and
 * promises are proxied, prototypes are dropped. Both worlds share the node, which the page cannot reach. The browser
 * clones an event's content when the other world reads it. Runs as text, before any script of the page: it saves now
 * whatever it uses later, because the page could replace it.
 * @param to the name of the events for the other end; `from` is the name of those for this end
 */
export function worldBridge(
  node: EventTarget,
  { to, from }: { readonly to: string; readonly from: string },
  { receive, hear }: WorldBridgeOptions,
): WorldBridge {
  const { apply, ownKeys, getOwnPropertyDescriptor } = Reflect;
  const { defineProperty, getPrototypeOf } = Object;
  /** The browser's own methods, called on their object with `apply`. */
  const method = (owner: object, name: string) =>
    Reflect.get(owner, name) as (...values: unknown[]) => unknown;
  const dispatchEvent = method(EventTarget.prototype, 'dispatchEvent');
  const then = method(Promise.prototype, 'then');
  const toString = method(Object.prototype, 'toString');
  const [NativeEvent, NativeError, NativeTypeError, NativePromise] = [CustomEvent, Error, TypeError, Promise];
  const clone = structuredClone;
  const { isArray } = Array;
  const detailOf = getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get;
  if (detailOf === undefined) throw new Error('CustomEvent has no detail here');

  const DEPTH_LIMIT = 1000;
  const UNKNOWN_ERROR =
    'An unknown exception occurred in the isolated context, an error occurred but a valid exception was not thrown.';

  /** This world's functions that the other world can call, by number. */
  const exported: { readonly run: (...values: unknown[]) => unknown; readonly receiver: unknown }[] = [];
  /** The numbers of the other world's functions, by their proxies in this world. */
  const proxies = new WeakMap<object, number>();
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  let lastPromise = 0;
  let reply: Reply | undefined;

  node.addEventListener(from, (event) => {
    const message = apply(detailOf, event, []) as Message | Reply;
    if (message.kind === 'reply') reply = message;
    else send({ kind: 'reply', ...answer(message) });
  });

  function send(message: Message | Reply): void {
    apply(dispatchEvent, node, [new NativeEvent(to, { detail: message })]);
  }

  /** Events are dispatched synchronously, so the other end has replied when `send` returns. */
  function ask(message: Message): unknown {
    send(message);
    const answered = reply;
    reply = undefined;
    if (answered === undefined) throw new NativeError('The other world does not answer');
    if (answered.error !== undefined) throw new NativeError(answered.error);
    return take(answered.value, []);
  }

  function answer(message: Message): Omit<Reply, 'kind'> {
    switch (message.kind) {
      case 'call':
        return call(message.id, message.values);
      case 'settle': {
        const promise = pending.get(message.id);
        pending.delete(message.id);
        const value = take(message.value, []);
        if (message.isError) promise?.reject(value);
        else promise?.resolve(value);
        return {};
      }
      case 'expose':
        try {
          receive(message.name, take(message.value, []));
          return {};
        } catch (error) {
          return { error: messageOf(error) };
        }
      case 'tell':
        hear(message.value);
        return {};
    }
  }

  function call(id: number, values: Wire): Omit<Reply, 'kind'> {
    let result: unknown;
    try {
      const known = exported[id];
      if (known === undefined) throw new NativeError(`There is no function ${id}`);
      result = apply(known.run, known.receiver, take(values, []) as unknown[]);
    } catch (error) {
      return { error: messageOf(error) };
    }
    try {
      return { value: passWhole(result) };
    } catch (error) {
      return { error: `Uncaught ${String(error)}` };
    }
  }

  function messageOf(error: unknown): string {
    if (typeof error !== 'object' || error === null || !('message' in error)) return UNKNOWN_ERROR;
    return typeof error.message === 'string' ? error.message : UNKNOWN_ERROR;
  }

  function passWhole(value: unknown): Wire {
    return isData(value, new Set(), 0) ? ['data', value] : pass(value, undefined, new Map(), 0);
  }

  /** Whether the browser's own cloning is enough: most values are plain data, and some are large. */
  function isData(value: unknown, seen: Set<object>, depth: number): boolean {
    if (typeof value !== 'object') return typeof value !== 'function' && typeof value !== 'symbol';
    if (value === null || seen.has(value)) return true;
    if (depth >= DEPTH_LIMIT) return false;
    if (isArray(value)) {
      seen.add(value);
      for (let index = 0; index < value.length; index += 1) {
        if (!(index in value) || !isData(value[index], seen, depth + 1)) return false;
      }
      return true;
    }
    const prototype: unknown = getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return false;
    if (apply(toString, value, []) !== '[object Object]') return false;
    seen.add(value);
    for (const key of ownKeys(value)) {
      if (typeof key === 'symbol' || !isData((value as Record<string, unknown>)[key], seen, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  function pass(value: unknown, parent: unknown, seen: Map<object, number>, depth: number): Wire {
    if (depth >= DEPTH_LIMIT) {
      throw new NativeTypeError(
        'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
      );
    }
    if (typeof value === 'symbol') throw new NativeError('The stand-in for Electron passes no symbols');
    if (typeof value === 'function') return passFunction(value, parent, seen);
    if (typeof value !== 'object' || value === null) return value;
    const known = seen.get(value);
    if (known !== undefined) return ['same', known];
    const kind = apply(toString, value, []) as string;
    if (kind === '[object Promise]') return ['promise', note(value, seen), follow(value)];
    if (kind === '[object Error]') return ['error', String((value as { readonly message: unknown }).message)];
    if (isArray(value)) {
      const items: Wire[] = [];
      for (let index = 0; index < value.length; index += 1) {
        items[index] = pass(value[index], value, seen, depth + 1);
      }
      return ['array', note(value, seen), items];
    }
    if (COPIED_BY_THE_BROWSER.test(kind)) return ['clone', note(value, seen), cloned(value)];
    const place = note(value, seen);
    const parts: [string, Wire][] = [];
    for (const key of ownKeys(value)) {
      if (getOwnPropertyDescriptor(value, key)?.enumerable !== true) continue;
      if (typeof key === 'symbol') throw new NativeError('The stand-in for Electron passes no symbols');
      parts[parts.length] = [key, pass((value as Record<string, unknown>)[key], value, seen, depth + 1)];
    }
    return ['object', place, parts];
  }

  /** Electron's list of objects that are not plain. Every other object counts as plain, whatever its class. */
  const COPIED_BY_THE_BROWSER =
    /^\[object (Date|Arguments|BigInt|Boolean|Number|String|Symbol|RegExp|Map|Set|(Map|Set) Iterator|Weak(Map|Set)|(Shared)?ArrayBuffer|\w+Array|DataView|(Async)?Generator|Module|WebAssembly\.\w+|HTML\w*Element|Blob|File)\]$/;

  function passFunction(value: object, receiver: unknown, seen: Map<object, number>): Wire {
    const home = proxies.get(value);
    if (home !== undefined) return ['own', home];
    const known = seen.get(value);
    if (known !== undefined) return ['same', known];
    exported.push({ run: value as (...values: unknown[]) => unknown, receiver });
    return ['function', note(value, seen), exported.length - 1];
  }

  function note(value: object, seen: Map<object, number>): number {
    const place = seen.size;
    seen.set(value, place);
    return place;
  }

  function cloned(value: unknown): unknown {
    try {
      return clone(value);
    } catch {
      throw new NativeError('An object could not be cloned.');
    }
  }

  /** Tells the other world how the promise settles. @returns the promise's number */
  function follow(promise: object): number {
    lastPromise += 1;
    const id = lastPromise;
    const settle = (isError: boolean) => (value: unknown) => {
      try {
        send({ kind: 'settle', id, isError, value: passWhole(value) });
      } catch (error) {
        send({ kind: 'settle', id, isError: true, value: ['error', `Uncaught ${String(error)}`] });
      }
    };
    apply(then, promise, [settle(false), settle(true)]);
    return id;
  }

  /** @param made the objects made so far from the same value, by their numbers in it */
  function take(wire: Wire, made: unknown[]): unknown {
    if (!isArray(wire)) return wire;
    const [kind, place, content] = wire as [string, number, unknown];
    switch (kind) {
      case 'data':
        return place;
      case 'same':
        return made[place];
      case 'own':
        return exported[place]?.run;
      case 'error':
        return new NativeError(String(place));
      case 'clone':
        return (made[place] = content);
      case 'function':
        return (made[place] = proxyOf(content as number));
      case 'promise': {
        const promise = NativePromise.withResolvers<unknown>();
        pending.set(content as number, promise);
        return (made[place] = promise.promise);
      }
      case 'array': {
        const items = content as Wire[];
        const array: unknown[] = [];
        for (let index = 0; index < items.length; index += 1) array[index] = take(items[index], made);
        return (made[place] = array);
      }
      default: {
        const object = {};
        made[place] = object;
        for (const [key, part] of content as [string, Wire][]) {
          const value = take(part, made);
          defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
        }
        return object;
      }
    }
  }

  function proxyOf(id: number): (...values: unknown[]) => unknown {
    const proxy = (...values: unknown[]): unknown => ask({ kind: 'call', id, values: passWhole(values) });
    proxies.set(proxy, id);
    return proxy;
  }

  return {
    expose(name, value) {
      ask({ kind: 'expose', name, value: passWhole(value) });
    },
    tell(value) {
      ask({ kind: 'tell', value });
    },
  };
}
