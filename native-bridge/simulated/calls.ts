import { Win32Error } from '../../common/win32-error.ts';
import type { ServiceDefinition } from '../bridge.ts';
import {
  ERROR_INVALID_NAME,
  ERROR_INVALID_PARAMETER,
  ERROR_INVALID_SERVICE_ACCOUNT,
  ERROR_ACCESS_DENIED,
  ERROR_INVALID_HANDLE,
} from '../../common/win32-codes.ts';
import { isGranted, type AccessToken } from '../access-control.ts';

/**
 * Does the work at once, but answers in a later turn of the event loop, as a call on another thread does, so timers and
 * windows get their turn even in a loop of calls. An error thrown by the work rejects the promise.
 */
export function settled<T>(work: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    try {
      setImmediate(resolve, work());
    } catch (error) {
      setImmediate(reject, error);
    }
  });
}

/** The longest key name and display name of a service, in UTF-16 units. */
const NAME_LIMIT = 256;

/** The accounts that exist on the simulated computer. */
const ACCOUNTS = new Set(['localsystem', 'nt authority\\localservice', 'nt authority\\networkservice']);

/**
 * @throws ERROR_INVALID_PARAMETER for a NUL, at which Windows would cut the name; ERROR_INVALID_NAME if the SCM would
 *   not accept it as a service's name
 */
export function requireServiceName(api: string, name: string): void {
  refuseNul(api, name);
  const isForbidden = name.includes('/') || name.includes('\\');
  if (name === '' || name.length > NAME_LIMIT || isForbidden) throw new Win32Error(api, ERROR_INVALID_NAME);
}

/**
 * @throws ERROR_INVALID_NAME, also for a path that can't be quoted; ERROR_INVALID_PARAMETER for a NUL and for a start
 *   type that only drivers have; ERROR_INVALID_SERVICE_ACCOUNT
 */
export function requireDefinition(api: string, definition: ServiceDefinition): void {
  const { name, displayName, executable, startType, account } = definition;
  requireServiceName(api, name);
  refuseNul(api, displayName, executable, account);
  if (displayName.length > NAME_LIMIT || executable.includes('"'))
    throw new Win32Error(api, ERROR_INVALID_NAME);
  if (startType === 'boot' || startType === 'system') throw new Win32Error(api, ERROR_INVALID_PARAMETER);
  if (account !== undefined && !ACCOUNTS.has(account.toLowerCase()))
    throw new Win32Error(api, ERROR_INVALID_SERVICE_ACCOUNT);
}

/** @throws ERROR_INVALID_PARAMETER if a text contains a NUL */
export function refuseNul(api: string, ...texts: readonly (string | undefined)[]): void {
  if (texts.some((text) => text?.includes('\0'))) throw new Win32Error(api, ERROR_INVALID_PARAMETER);
}

/** The account that uses the simulated computer: an administrator, or the signed-in user. */
export type Caller = 'administrator' | 'user';

/** The user's SID. */
export const INTERACTIVE_USER = 'S-1-5-21-1-2-3-1001';

/** The user, and the groups INTERACTIVE, Authenticated Users, Users and Everyone. */
const USER: AccessToken = { accounts: [INTERACTIVE_USER, 'IU', 'AU', 'BU', 'WD'] };

/**
 * @param accessList as SDDL
 * @param asked an access mask
 * @returns whether the caller is granted all of it
 */
export function mayOpenService(caller: Caller, accessList: string, asked: number): boolean {
  return caller === 'administrator' || isGranted('service', accessList, USER, asked);
}

/** The rights that an open handle was granted. Closing it twice is harmless. */
export class AccessHandle<Right extends string> implements Disposable {
  readonly #rights: ReadonlySet<Right>;
  readonly #onClose: () => void;
  #isOpen = true;

  constructor(rights: readonly Right[], onClose: () => void) {
    this.#rights = new Set(rights);
    this.#onClose = onClose;
  }

  /**
   * @param api the function about to use the handle
   * @throws ERROR_INVALID_HANDLE if it is closed, ERROR_ACCESS_DENIED without the right
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
