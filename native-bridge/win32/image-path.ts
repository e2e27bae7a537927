import { ERROR_INVALID_NAME } from '../../common/error-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';

/**
 * Without the quotation marks a path with spaces starts whatever stands at its first part (CWE-428).
 * @throws ERROR_INVALID_NAME for a path that contains one
 */
export function quotedImagePath(api: string, executable: string): string {
  if (executable.includes('"')) throw new Win32Error(api, ERROR_INVALID_NAME);
  return `"${executable}"`;
}
