import type { ErrorReport } from './view.ts';
import { displayText } from './display-text.ts';
import { ERROR_INTERNAL_ERROR } from './error-codes.ts';
import { ENGLISH_SURPRISES } from './languages/english-codes.ts';
import type { ServiceSurprise } from './service-status.ts';
import { describeWin32Code, type CodeDescription } from './win32-codes.ts';

/** What there is to say of a failure beside its code. */
interface Circumstances {
  /** What the service does instead; says more than the code, which is the nearest that Windows has. */
  readonly surprise?: ServiceSurprise | undefined;
  /** What the service itself says, beside ERROR_SERVICE_SPECIFIC_ERROR. */
  readonly serviceSpecificExitCode?: number | undefined;
}

/** The Win32 error of one failed call: which function, and GetLastError's code. */
export class Win32Error extends Error {
  /** The function that failed, in MSDN's spelling. */
  readonly api: string;
  readonly code: number;
  readonly circumstances: Circumstances;

  constructor(api: string, code: number, circumstances: Circumstances = {}) {
    const { name, explanation } = describe(code, circumstances);
    super(`${api} failed with ${name} (${String(code)}): ${explanation}`);
    this.name = 'Win32Error';
    this.api = api;
    this.code = code;
    this.circumstances = circumstances;
  }
}

/** @returns the report of a Win32 error code that came from the function or step `api` */
export function reportWin32(api: string, code: number, circumstances: Circumstances = {}): ErrorReport {
  const { surprise, serviceSpecificExitCode } = circumstances;
  return {
    ...{ api, code, ...describe(code, circumstances) },
    ...(surprise === undefined ? {} : { surprise }),
    ...(serviceSpecificExitCode === undefined ? {} : { serviceSpecificExitCode }),
  };
}

function describe(code: number, { surprise, serviceSpecificExitCode }: Circumstances): CodeDescription {
  const description = describeWin32Code(code);
  const [explanation, nextStep] =
    surprise === undefined ? [description.explanation, description.nextStep] : ENGLISH_SURPRISES[surprise];
  const own =
    serviceSpecificExitCode === undefined ? '' : ` Its own code is ${String(serviceSpecificExitCode)}.`;
  return { name: description.name, explanation: `${explanation}${own}`, nextStep };
}

/**
 * @returns the report of anything that was thrown. What is not a Win32Error is a fault of our own and
 *   becomes ERROR_INTERNAL_ERROR (1359) with its message, made safe to show, as the detail
 */
export function reportError(error: unknown, step: string): ErrorReport {
  if (error instanceof Win32Error) return reportWin32(error.api, error.code, error.circumstances);
  // It may quote what others have written: a file's name, or what a parser stumbled over.
  const detail = displayText(error instanceof Error ? error.message : String(error));
  return { ...reportWin32(step, ERROR_INTERNAL_ERROR), detail };
}
