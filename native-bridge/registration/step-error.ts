import { Win32Error } from '../../common/win32-error.ts';

/** The failure of one step of a larger piece of work: which step it was, and what there is to say beside the code. */
export class StepError extends Win32Error {
  readonly step: string;
  readonly detail: string | undefined;

  constructor(step: string, { api, code }: { readonly api: string; readonly code: number }, detail?: string) {
    super(api, code);
    this.step = step;
    this.detail = detail;
  }
}
