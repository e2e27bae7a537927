import { Win32Error } from '../../common/win32-error.ts';
import { ERROR_ACCESS_DENIED, ERROR_INVALID_HANDLE } from '../../common/error-codes.ts';

/** The rights an open handle was granted. Closing it twice is harmless. */
export class AccessHandle<Right extends string> implements Disposable {
  readonly #rights: ReadonlySet<Right>;
  readonly #onClose: () => void;
  #isOpen = true;

  constructor(rights: readonly Right[], onClose: () => void) {
    this.#rights = new Set(rights);
    this.#onClose = onClose;
  }

  /**
   * @param api the function that is about to use the handle
   * @throws ERROR_INVALID_HANDLE once it is closed, ERROR_ACCESS_DENIED without the right
   */
  require(api: string, right?: Right): void {
    if (!this.#isOpen) throw new Win32Error(api, ERROR_INVALID_HANDLE);
    if (right !== undefined && !this.#rights.has(right)) throw new Win32Error(api, ERROR_ACCESS_DENIED);
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#onClose();
  }
}
