import type { HelperVerb } from '../../common/sigma-service.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Elevation, ServiceManagers } from '../bridge.ts';
import type { Clock } from '../clock.ts';
import { performVerb } from '../helper-verbs.ts';
import { ERROR_CANCELLED, ERROR_FILE_NOT_FOUND, WAIT_TIMEOUT } from '../../common/error-codes.ts';
import { isKnownExecutable } from './executables.ts';

/** The administrator prompt, which is answered at once, and the helper that runs after it. */
export class SimulatedElevation implements Elevation {
  readonly #managers: ServiceManagers;
  readonly #clock: Clock;
  readonly #isPromptRefused: boolean;

  /** @param managers what an administrator has */
  constructor(managers: ServiceManagers, clock: Clock, isPromptRefused: boolean) {
    this.#managers = managers;
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
      return await Promise.race([this.#runHelper(executable, verb), expired]);
    } finally {
      cancelTimer();
    }
  }

  /** @returns the exit code: 0, or the Win32 error of the call that failed */
  async #runHelper(executable: string, verb: HelperVerb): Promise<number> {
    try {
      await performVerb(verb, { managers: this.#managers, executable, clock: this.#clock });
      return 0;
    } catch (error) {
      if (error instanceof Win32Error) return error.code;
      throw error;
    }
  }
}
