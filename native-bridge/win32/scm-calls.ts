import koffi from 'koffi';
import { CloseServiceHandle, type ScHandleValue } from './advapi32.ts';
import { callOnPool, type NativeFunction } from './native.ts';

/**
 * Windows takes calls of the SCM from several threads at once. Wine 8 answers those that meet each other with
 * ERROR_INVALID_HANDLE, about every third of them, and then keeps the handles that were to be closed: there
 * one call waits for the other.
 */
const isOneAtATime = isWine();
let lastCall: Promise<unknown> = Promise.resolve();

/** As callOnPool(), for a function of the SCM. @throws Win32Error of the function */
export function callScm<Arguments extends unknown[], Result>(
  api: string,
  nativeFunction: NativeFunction<Arguments, Result>,
  values: Arguments,
  succeeded: (result: Result) => boolean,
): Promise<Result> {
  if (!isOneAtATime) return callOnPool(api, nativeFunction, values, succeeded);
  const call = lastCall.then(() => callOnPool(api, nativeFunction, values, succeeded));
  lastCall = call.catch(() => undefined);
  return call;
}

/** Closes the handle before any later call is made. */
export function closeScHandle(value: ScHandleValue): void {
  if (!isOneAtATime) {
    CloseServiceHandle(value);
    return;
  }
  lastCall = lastCall.then(() => CloseServiceHandle(value));
}

function isWine(): boolean {
  try {
    koffi.load('ntdll.dll').func('const char *wine_get_version()');
    return true;
  } catch {
    return false;
  }
}
