import { writeSync } from 'node:fs';
import { reportError } from '../common/win32-error.ts';
import { StepError } from '../native-bridge/registration/step-error.ts';

/** A service and an elevated helper have no console to write to: the exit code and the log have to do then. */
export function writeLine(text: string): void {
  try {
    writeSync(1, `${text}\n`);
  } catch {
    return;
  }
}

/** Says what failed, where, why and what to do next. */
export function fail(error: unknown, verb: string): { readonly code: number } {
  const { api, code, name, explanation, nextStep } = reportError(error, verb);
  const { step, detail } = error instanceof StepError ? error : { step: undefined, detail: undefined };
  const place = step === undefined ? `in ${api}` : `at ${step}, in ${api}`;
  writeLine(
    `SigmaSrv ${verb} failed ${place}: ${name} (${String(code)}). ${explanation} ${detail ?? nextStep}`,
  );
  return { code };
}
