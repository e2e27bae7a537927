import {
  ERROR_CALL_NOT_IMPLEMENTED,
  ERROR_CANCELLED,
  ERROR_FILE_NOT_FOUND,
  ERROR_INVALID_PARAMETER,
  WAIT_TIMEOUT,
} from '../../common/win32-codes.ts';
import { helperArguments, type HelperRequest } from '../../common/sigma-service.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Elevation, Helper } from '../bridge.ts';
import type { Clock } from '../clock.ts';
import type { SimulatedPrograms } from './scm.ts';

interface SimulatedElevationOptions {
  readonly programs: Pick<SimulatedPrograms, 'has'>;
  readonly clock: Clock;
  readonly isPromptRefused: boolean;
  /** What the helper does with administrator rights. @returns its exit code */
  readonly run: (executable: string, values: readonly string[]) => Promise<number>;
}

/** The administrator prompt, which is answered at once, and the helper that runs afterwards. */
export class SimulatedElevation implements Elevation {
  readonly #options: SimulatedElevationOptions;

  constructor(options: SimulatedElevationOptions) {
    this.#options = options;
  }

  /** Verifies no file, because the simulated computer has no other version of one. */
  async runElevated({ executable }: Helper, request: HelperRequest, timeoutMs: number): Promise<number> {
    const { programs, clock, isPromptRefused, run } = this.#options;
    const values = helperArguments(request);
    if (values === undefined) throw new Win32Error('ShellExecuteExW', ERROR_INVALID_PARAMETER);
    if (!programs.has(executable)) throw new Win32Error('ShellExecuteExW', ERROR_FILE_NOT_FOUND);
    if (isPromptRefused) throw new Win32Error('ShellExecuteExW', ERROR_CANCELLED);
    const { promise: expired, reject } = Promise.withResolvers<never>();
    const cancelTimer = clock.setTimeout(() => {
      reject(new Win32Error('WaitForSingleObject', WAIT_TIMEOUT));
    }, timeoutMs);
    try {
      return await Promise.race([run(executable, values), expired]);
    } finally {
      cancelTimer();
    }
  }

  /** Nothing is installed here. */
  startInstaller(): Promise<void> {
    return Promise.reject(new Win32Error('ShellExecuteExW', ERROR_CALL_NOT_IMPLEMENTED));
  }
}
