import { ERROR_INVALID_HANDLE } from '../../common/error-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { CloseServiceHandle, type ScHandleValue } from './advapi32.ts';

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
    if (this.#value === undefined) return;
    CloseServiceHandle(this.#value);
    this.#value = undefined;
  }
}
