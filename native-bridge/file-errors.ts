import {
  ERROR_ACCESS_DENIED,
  ERROR_ALREADY_EXISTS,
  ERROR_DISK_FULL,
  ERROR_FILE_NOT_FOUND,
  ERROR_PATH_NOT_FOUND,
  ERROR_SHARING_VIOLATION,
  ERROR_WRITE_PROTECT,
} from '../common/error-codes.ts';
import { Win32Error } from '../common/win32-error.ts';

/** What libuv makes of GetLastError in file operations: its src/win/error.c, read backwards. */
const CODES: Readonly<Record<string, number>> = {
  ENOENT: ERROR_FILE_NOT_FOUND,
  // Node itself has it for a file in the place of a folder, where Windows has this.
  ENOTDIR: ERROR_PATH_NOT_FOUND,
  // And this for a folder in the place of a file.
  EISDIR: ERROR_ACCESS_DENIED,
  EACCES: ERROR_ACCESS_DENIED,
  EPERM: ERROR_ACCESS_DENIED,
  EBUSY: ERROR_SHARING_VIOLATION,
  EEXIST: ERROR_ALREADY_EXISTS,
  ENOSPC: ERROR_DISK_FULL,
  EROFS: ERROR_WRITE_PROTECT,
};

/**
 * Runs work on files by Node.
 * @param api what stands behind it
 * @throws Win32Error for what Node's error stands for; anything else as it is
 */
export async function asWin32<T>(api: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = isNodeError(error) ? CODES[error.code ?? ''] : undefined;
    if (code === undefined) throw error;
    throw new Win32Error(api, code);
  }
}

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
