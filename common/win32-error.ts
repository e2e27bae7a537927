import { ERROR_INTERNAL_ERROR } from './error-codes.ts';
import type { ErrorReport } from './ipc.ts';
import { describeWin32Code } from './win32-codes.ts';

/** The Win32 error of one failed call: which function, and GetLastError's code. */
export class Win32Error extends Error {
  /** The function that failed, in MSDN's spelling. */
  readonly api: string;
  readonly code: number;

  constructor(api: string, code: number) {
    const { name, explanation } = describeWin32Code(code);
    super(`${api} failed with ${name} (${String(code)}): ${explanation}`);
    this.name = 'Win32Error';
    this.api = api;
    this.code = code;
  }
}

/** @returns the report of a Win32 error code that came from the function or step `api` */
export function reportWin32(api: string, code: number): ErrorReport {
  return { api, code, ...describeWin32Code(code) };
}

/**
 * @returns the report of anything that was thrown. What is not a Win32Error is a fault of our own and
 *   becomes ERROR_INTERNAL_ERROR (1359) with its message as the detail
 */
export function reportError(error: unknown, step: string): ErrorReport {
  if (error instanceof Win32Error) return reportWin32(error.api, error.code);
  const detail = error instanceof Error ? error.message : String(error);
  return { ...reportWin32(step, ERROR_INTERNAL_ERROR), detail };
}
