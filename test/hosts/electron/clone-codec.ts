/** Encodes what Electron's IPC carries, structured clones of values, as text, and decodes it. */
export interface CloneCodec {
  /** @throws Error as Electron does, for a value that cannot be cloned */
  readonly encode: (value: unknown) => string;
  readonly decode: (text: string) => unknown;
}

/**
 * JSON, in which an object with the key `$` stands for each value that JSON lacks. Pages run this function too, as
 * text, so it must not use anything outside itself.
 */
export function cloneCodec(): CloneCodec {
  type Tagged = Record<string, unknown> & { $: string; of?: unknown };

  function encode(value: unknown): string {
    let cloned: unknown;
    try {
      cloned = structuredClone(value);
    } catch {
      throw new Error('An object could not be cloned.');
    }
    return JSON.stringify(pack(cloned, new Map()));
  }

  function pack(value: unknown, seen: Map<object, number>): unknown {
    switch (typeof value) {
      case 'undefined':
        return { $: 'undefined' };
      case 'bigint':
        return { $: 'BigInt', of: String(value) };
      case 'number':
        if (Object.is(value, -0)) return { $: 'Number', of: '-0' };
        return Number.isFinite(value) ? value : { $: 'Number', of: String(value) };
      case 'object':
        return value === null ? null : packObject(value, seen);
      default:
        return value;
    }
  }

  function packObject(value: object, seen: Map<object, number>): unknown {
    const known = seen.get(value);
    if (known !== undefined) return { $: 'same', of: known };
    seen.set(value, seen.size);
    const inner = (part: unknown): unknown => pack(part, seen);
    if (Array.isArray(value)) {
      return Array.from({ length: value.length }, (_, index) =>
        index in value ? inner(value[index]) : { $: 'hole' },
      );
    }
    if (Object.getPrototypeOf(value) === Object.prototype) return packPlain(value, inner);
    if (value instanceof Date) return { $: 'Date', of: inner(value.getTime()) };
    if (value instanceof RegExp) return { $: 'RegExp', of: [value.source, value.flags] };
    if (value instanceof Map) return { $: 'Map', of: [...value].map(([key, of]) => [inner(key), inner(of)]) };
    if (value instanceof Set) return { $: 'Set', of: [...value].map(inner) };
    if (value instanceof ArrayBuffer) return { $: 'ArrayBuffer', of: toBase64(new Uint8Array(value)) };
    if (ArrayBuffer.isView(value)) {
      const length = value instanceof DataView ? value.byteLength : (value as Uint8Array).length;
      return { $: 'view', of: [value.constructor.name, inner(value.buffer), value.byteOffset, length] };
    }
    if (value instanceof Error) {
      const { name, message, stack, cause } = value;
      return { $: 'Error', of: [name, message, inner(stack), inner(cause)] };
    }
    const primitive = (value as { valueOf(): unknown }).valueOf();
    if (typeof primitive !== 'object') return { $: 'boxed', of: inner(primitive) };
    throw new Error('An object could not be cloned.');
  }

  function packPlain(value: object, inner: (part: unknown) => unknown): unknown {
    const entries = Object.entries(value);
    if (Object.hasOwn(value, '$') || Object.hasOwn(value, '__proto__')) {
      return { $: 'object', of: entries.map(([key, of]) => [key, inner(of)]) };
    }
    const packed: Record<string, unknown> = {};
    for (const [key, of] of entries) packed[key] = inner(of);
    return packed;
  }

  function decode(text: string): unknown {
    return unpack(JSON.parse(text), []);
  }

  /** Numbers the objects it makes in the same order as `pack`. */
  function unpack(packed: unknown, made: unknown[]): unknown {
    if (typeof packed !== 'object' || packed === null) return packed;
    if (Array.isArray(packed)) {
      made.push(packed);
      for (let index = 0; index < packed.length; index += 1) {
        const part = packed[index] as { $?: unknown } | null;
        if (typeof part === 'object' && part?.$ === 'hole') Reflect.deleteProperty(packed, index);
        else packed[index] = unpack(part, made);
      }
      return packed;
    }
    if (Object.hasOwn(packed, '$')) return unpackTagged(packed as Tagged, made);
    made.push(packed);
    const parts = packed as Record<string, unknown>;
    for (const key of Object.keys(parts)) {
      if (typeof parts[key] === 'object') parts[key] = unpack(parts[key], made);
    }
    return packed;
  }

  function unpackTagged({ $: kind, of }: Tagged, made: unknown[]): unknown {
    const inner = (part: unknown): unknown => unpack(part, made);
    switch (kind) {
      case 'undefined':
        return undefined;
      case 'BigInt':
        return BigInt(of as string);
      case 'Number':
        return Number(of);
      case 'same':
        return made[of as number];
      default:
        break;
    }
    const place = made.push(undefined) - 1;
    const keep = <T>(value: T): T => {
      made[place] = value;
      return value;
    };
    const parts = of as unknown[];
    switch (kind) {
      case 'object': {
        const object = keep({});
        for (const [key, value] of parts as [string, unknown][]) {
          const property = { value: inner(value), writable: true, enumerable: true, configurable: true };
          Object.defineProperty(object, key, property);
        }
        return object;
      }
      case 'Date':
        return keep(new Date(inner(of) as number));
      case 'RegExp':
        return keep(new RegExp(parts[0] as string, parts[1] as string));
      case 'Map': {
        const map = keep(new Map());
        for (const [key, value] of parts as [unknown, unknown][]) map.set(inner(key), inner(value));
        return map;
      }
      case 'Set': {
        const set = keep(new Set());
        for (const value of parts) set.add(inner(value));
        return set;
      }
      case 'ArrayBuffer':
        return keep(Uint8Array.from(atob(of as string), (letter) => letter.charCodeAt(0)).buffer);
      case 'view': {
        const View = Reflect.get(globalThis, parts[0] as string) as typeof Uint8Array;
        return keep(new View(inner(parts[1]) as ArrayBuffer, parts[2] as number, parts[3] as number));
      }
      case 'Error':
        return unpackError(parts, inner, keep);
      default:
        return keep(Object(inner(of)));
    }
  }

  function unpackError(
    [name, message, stack, cause]: unknown[],
    inner: (part: unknown) => unknown,
    keep: <T>(value: T) => T,
  ): Error {
    const Kind = Reflect.get(globalThis, name as string) as ErrorConstructor;
    const error = keep(new Kind(message as string));
    const trace = inner(stack);
    Object.defineProperty(error, 'stack', { value: trace, writable: true, configurable: true });
    const reason = inner(cause);
    if (reason !== undefined) Object.defineProperty(error, 'cause', { value: reason });
    return error;
  }

  function toBase64(bytes: Uint8Array): string {
    const pieces: string[] = [];
    for (let at = 0; at < bytes.length; at += 0x8000) {
      pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
    }
    return btoa(pieces.join(''));
  }

  return { encode, decode };
}
