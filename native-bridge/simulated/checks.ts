import { Win32Error } from '../../common/win32-error.ts';
import type { ServiceDefinition } from '../bridge.ts';
import {
  ERROR_INVALID_NAME,
  ERROR_INVALID_PARAMETER,
  ERROR_INVALID_SERVICE_ACCOUNT,
} from '../../common/error-codes.ts';

/** The longest name and display name of a service, in UTF-16 units. */
const NAME_LIMIT = 256;

/** The accounts that the simulated computer knows. */
const ACCOUNTS = new Set(['localsystem', 'nt authority\\localservice', 'nt authority\\networkservice']);

/**
 * @throws ERROR_INVALID_PARAMETER for a NUL, at which the system would cut the name; ERROR_INVALID_NAME where
 *   the SCM would not take it as a service's name
 */
export function requireServiceName(api: string, name: string): void {
  refuseNul(api, name);
  const isForbidden = name.includes('/') || name.includes('\\');
  if (name === '' || name.length > NAME_LIMIT || isForbidden) throw new Win32Error(api, ERROR_INVALID_NAME);
}

/**
 * @throws ERROR_INVALID_NAME, also for a path that cannot be quoted; ERROR_INVALID_PARAMETER for a NUL and for
 *   a start type that only drivers have; ERROR_INVALID_SERVICE_ACCOUNT
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
