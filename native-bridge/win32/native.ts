import { ERROR_INVALID_PARAMETER } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import koffi from './koffi.ts';
import { LOAD_LIBRARY_SEARCH_SYSTEM32, LoadLibraryExW } from './kernel32.ts';

/** Kinds of handle that must not be confused. At run time all of them are numbers. */
declare const handleKind: unique symbol;
export type Handle<Kind extends string> = number & { readonly [handleKind]: Kind };
/** A kernel object: file, mailslot, process, token. */
export type KernelHandle = Handle<'kernel'>;

/** An address in this process's memory. */
export type MemoryAddress = number & { readonly [memoryAddress]: true };
declare const memoryAddress: unique symbol;

/** @returns the address of the first byte, valid as long as the array is referenced */
export function addressOf(bytes: Uint8Array | Uint32Array): MemoryAddress {
  return Number(koffi.address(bytes)) as MemoryAddress;
}

/** @returns the address that many bytes further */
export function addressBehind(address: MemoryAddress, bytes: number): MemoryAddress {
  return (address + bytes) as MemoryAddress;
}

/** A C function declared through koffi, called directly or on a pool thread. */
export interface NativeFunction<Arguments extends unknown[], Result> {
  (...values: Arguments): Result;
  async(...values: [...Arguments, (error: Error | null, result: Result) => void]): void;
}

/** An out parameter: koffi fills the one element. */
export type Out<T> = [T | null];

/** @throws Error if the call wrote nothing, which is impossible after success */
export function written<T>([value]: Out<T>): T {
  if (value === null) throw new Error('A successful call left its out parameter empty');
  return value;
}

const kernel32 = koffi.load('kernel32.dll');

/** https://learn.microsoft.com/windows/win32/api/errhandlingapi/nf-errhandlingapi-getlasterror */
const GetLastError: NativeFunction<[], number> = kernel32.func('uint32 __stdcall GetLastError()');

/**
 * Checks a synchronous call: reads the last error at once, before anything else can change it.
 * @throws Win32Error if the call did not succeed
 */
export function check(api: string, succeeded: boolean): void {
  if (!succeeded) throw new Win32Error(api, GetLastError());
}

/**
 * Calls on a pool thread, for calls that may block for seconds, never for endless ones, because libuv's pool has four
 * threads. The last error is read inside koffi's callback, because after an await it belongs to another call.
 * @throws Win32Error if the call did not succeed
 */
export function callOnPool<Arguments extends unknown[], Result>(
  api: string,
  nativeFunction: NativeFunction<Arguments, Result>,
  values: Arguments,
  succeeded: (result: Result) => boolean,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    nativeFunction.async(...values, (error, result) => {
      if (error instanceof Error) reject(error);
      else if (succeeded(result)) resolve(result);
      else reject(new Win32Error(api, GetLastError()));
    });
  });
}

/** @returns the same function, whose calls run one after another, because they share a buffer */
export function oneAtATime<Arguments extends unknown[], Result>(
  work: (...values: Arguments) => Promise<Result>,
): (...values: Arguments) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (...values) => {
    const answer = last.then(() => work(...values));
    last = answer.catch(() => undefined);
    return answer;
  };
}

/** Most Win32 functions return a BOOL: anything but 0 is success. */
export function isTrue(result: number): boolean {
  return result !== 0;
}

/**
 * Refuses a string that koffi would silently cut.
 * @throws ERROR_INVALID_PARAMETER if it contains a NUL
 */
export function refuseNul(api: string, ...texts: readonly (string | undefined)[]): void {
  if (texts.some((text) => text?.includes('\0'))) throw new Win32Error(api, ERROR_INVALID_PARAMETER);
}

/**
 * Loads a DLL from Windows' own folder. By name alone, a DLL beside the executable would be loaded, unless it is one of
 * Windows' known DLLs. Once loaded, its name stands for it.
 * @throws Win32Error if this Windows does not have it
 */
export function loadFromSystem(name: string): ReturnType<typeof koffi.load> {
  check('LoadLibraryExW', isTrue(LoadLibraryExW(name, null, LOAD_LIBRARY_SEARCH_SYSTEM32)));
  return koffi.load(name);
}

/** Encodes texts in UTF-16, each ending in a NUL, with another NUL after the last: the form of REG_MULTI_SZ. */
export function encodeMultiText(texts: readonly string[]): Uint8Array {
  return Buffer.from([...texts, ''].map((text) => `${text}\0`).join(''), 'utf16le');
}

/** @param address of the first text; null for no texts */
export function decodeMultiText(address: bigint | null): string[] {
  const texts: string[] = [];
  if (address === null) return texts;
  let next = address;
  for (;;) {
    const text = koffi.decode.string16(next);
    if (text === '') return texts;
    texts.push(text);
    next += BigInt((text.length + 1) * 2);
  }
}
