import type { HelperVerb } from '../../common/sigma-service.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Elevation } from '../bridge.ts';
import type { Clock } from './clock.ts';
import { ERROR_CANCELLED, ERROR_FILE_NOT_FOUND, WAIT_TIMEOUT } from './error-codes.ts';
import { isKnownExecutable } from './executables.ts';
import type { SimulatedHelper } from './helper.ts';

/** The administrator prompt, which is answered at once, and the helper that runs after it. */
export class SimulatedElevation implements Elevation {
  readonly #helper: SimulatedHelper;
  readonly #clock: Clock;
  readonly #isPromptRefused: boolean;

  constructor(helper: SimulatedHelper, clock: Clock, isPromptRefused: boolean) {
    this.#helper = helper;
    this.#clock = clock;
    this.#isPromptRefused = isPromptRefused;
  }

  async runElevated(executable: string, verb: HelperVerb, timeoutMs: number): Promise<number> {
    if (!isKnownExecutable(executable)) throw new Win32Error('ShellExecuteExW', ERROR_FILE_NOT_FOUND);
    if (this.#isPromptRefused) throw new Win32Error('ShellExecuteExW', ERROR_CANCELLED);
    const { promise: expired, reject } = Promise.withResolvers<never>();
    const cancelTimer = this.#clock.setTimeout(() => {
      reject(new Win32Error('WaitForSingleObject', WAIT_TIMEOUT));
    }, timeoutMs);
    try {
      return await Promise.race([this.#helper.run(executable, verb), expired]);
    } finally {
      cancelTimer();
    }
  }
}
