import { ERROR_INVALID_HANDLE } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { CloseServiceHandle, type ScHandleValue } from './advapi32.ts';
import { callOnPool, type NativeFunction } from './native.ts';
import { inTurnUnderWine } from './wine.ts';

/** Owns one handle of the SCM or of a service, and closes it once. */
export class ScHandle implements Disposable {
  #value: ScHandleValue | undefined;

  constructor(value: ScHandleValue) {
    this.#value = value;
  }

  /** @throws ERROR_INVALID_HANDLE after disposal */
  get value(): ScHandleValue {
    if (this.#value === undefined) throw new Win32Error('CloseServiceHandle', ERROR_INVALID_HANDLE);
    return this.#value;
  }

  [Symbol.dispose](): void {
    const value = this.#value;
    if (value === undefined) return;
    this.#value = undefined;
    void inTurnUnderWine(() => CloseServiceHandle(value));
  }
}

/** Like callOnPool(), for a function that calls the SCM. @throws Win32Error if the call did not succeed */
export async function callScm<Arguments extends unknown[], Result>(
  api: string,
  nativeFunction: NativeFunction<Arguments, Result>,
  values: Arguments,
  succeeded: (result: Result) => boolean,
): Promise<Result> {
  return inTurnUnderWine(() => callOnPool(api, nativeFunction, values, succeeded));
}
