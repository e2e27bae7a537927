import type { HelperVerb } from '../../common/sigma-service.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { RegistrationContext } from '../registration/context.ts';
import type { Elevation, Helper } from '../bridge.ts';
import type { Clock } from '../clock.ts';
import { performVerb } from '../helper-verbs.ts';
import { ERROR_CANCELLED, ERROR_FILE_NOT_FOUND, WAIT_TIMEOUT } from '../../common/error-codes.ts';
import { isKnownExecutable } from './executables.ts';

/** What the helper works with on the simulated computer. */
export type Installation = Pick<RegistrationContext, 'managers' | 'registry' | 'files'>;

/** The administrator prompt, which is answered at once, and the helper that runs after it. */
export class SimulatedElevation implements Elevation {
  readonly #installation: Installation;
  readonly #clock: Clock;
  readonly #isPromptRefused: boolean;

  /** @param installation what an administrator has */
  constructor(installation: Installation, clock: Clock, isPromptRefused: boolean) {
    this.#installation = installation;
    this.#clock = clock;
    this.#isPromptRefused = isPromptRefused;
  }

  /** No file is looked at: the simulated computer has none that could be another. */
  async runElevated({ executable }: Helper, verb: HelperVerb, timeoutMs: number): Promise<number> {
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
      await performVerb(verb, {
        ...this.#installation,
        executable,
        clock: this.#clock,
        report: () => undefined,
      });
      return 0;
    } catch (error) {
      if (error instanceof Win32Error) return error.code;
      throw error;
    }
  }
}
