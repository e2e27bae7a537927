import { errorExplanation, errorNextStep } from '../../common/error-words.ts';
import { ENGLISH } from '../../common/languages/english.ts';
import { codeText } from '../../common/win32-codes.ts';
import { writeSync } from 'node:fs';
import { visibleText } from '../../common/display-text.ts';
import { reportError } from '../../common/win32-error.ts';
import type { ServiceBridge } from '../../native-bridge/bridge.ts';
import { StepError } from '../../engine/registration/transaction.ts';

const STDOUT = 1;

/** Prints to the console or pipe that SigmaSrv.exe was started from. */
export class Output {
  readonly #bridge: Pick<ServiceBridge, 'writeToConsole'>;

  constructor(bridge: Pick<ServiceBridge, 'writeToConsole'>) {
    this.#bridge = bridge;
  }

  /**
   * Writes text to a console in any language, whatever its code page, and to a file or pipe as UTF-8. A service and an
   * elevated helper have neither, so their exit code and log have to suffice. Everything is written when this returns.
   * @param text one or more lines. Untrusted parts, such as a path from the registry, are made unable to hide or
   *   reorder anything
   * @returns false if it could not be written, for example because the reader of a pipe has ended
   */
  writeLine(text: string): boolean {
    const line = `${text.split('\n').map(visibleText).join('\n')}\n`;
    try {
      if (!this.#bridge.writeToConsole(line)) writeWhole(Buffer.from(line, 'utf8'));
      return true;
    } catch {
      return false;
    }
  }

  /** Prints what failed, where, why, and what to do next. */
  fail(error: unknown, verb: string): { readonly code: number } {
    const report = reportError(error, verb);
    const { api, code } = report;
    const { step, detail } = error instanceof StepError ? error : { step: undefined, detail: undefined };
    const place = step === undefined ? `in ${api}` : `at ${step}, in ${api}`;
    this.writeLine(
      `SigmaSrv ${verb} failed ${place}: ${codeText(code)}. ${errorExplanation(ENGLISH, report)} ${detail ?? errorNextStep(ENGLISH, report)}`,
    );
    return { code };
  }
}

/** A pipe may accept only part of the bytes at a time. */
function writeWhole(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(STDOUT, bytes, at);
}
