import { displayText } from './display-text.ts';
import type { ServiceSurprise } from './service-status.ts';
import type { ErrorReport } from './view.ts';
import { codeText, ERROR_INTERNAL_ERROR } from './win32-codes.ts';

/** What there is to say about a failure beside its code. */
interface Circumstances {
  /** What the service did instead; says more than the code, which is only the closest that Windows has. */
  readonly surprise?: ServiceSurprise | undefined;
  /** The service's own code, for ERROR_SERVICE_SPECIFIC_ERROR. */
  readonly serviceSpecificExitCode?: number | undefined;
}

/** The Win32 error of one failed call: the function, and GetLastError's code. */
export class Win32Error extends Error {
  /** The function that failed, in Microsoft's spelling. */
  readonly api: string;
  readonly code: number;
  readonly circumstances: Circumstances;

  constructor(api: string, code: number, circumstances: Circumstances = {}) {
    super(`${api} failed with ${codeText(code)}`);
    this.name = 'Win32Error';
    this.api = api;
    this.code = code;
    this.circumstances = circumstances;
  }
}

/** @returns the report of a Win32 error code from the function or step `api` */
export function reportWin32(api: string, code: number, circumstances: Circumstances = {}): ErrorReport {
  const { surprise, serviceSpecificExitCode } = circumstances;
  return {
    ...{ api, code },
    ...(surprise === undefined ? {} : { surprise }),
    ...(serviceSpecificExitCode === undefined ? {} : { serviceSpecificExitCode }),
  };
}

/**
 * @returns the report of anything thrown. An error that is no Win32Error is a fault of our own, and becomes
 *   ERROR_INTERNAL_ERROR (1359) with its message, made safe to show, as the detail
 */
export function reportError(error: unknown, step: string): ErrorReport {
  if (error instanceof Win32Error) return reportWin32(error.api, error.code, error.circumstances);
  // The message may quote untrusted text, such as a file name, or what a parser rejected.
  const detail = displayText(error instanceof Error ? error.message : String(error));
  return { ...reportWin32(step, ERROR_INTERNAL_ERROR), detail };
}
