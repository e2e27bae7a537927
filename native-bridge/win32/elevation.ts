import { ERROR_INVALID_PARAMETER } from '../../common/error-codes.ts';
import { Worker } from 'node:worker_threads';
import { HELPER_VERBS, type HelperVerb } from '../../common/sigma-service.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Elevation, Helper } from '../bridge.ts';

export interface ElevationInput {
  readonly helper: Helper;
  readonly verb: HelperVerb;
  readonly timeoutMs: number;
  readonly ownerWindow: number;
}
export type ElevationOutput = { readonly exitCode: number } | { readonly api: string; readonly code: number };

/** Runs one helper at a time on a thread that lives as long as it does. */
export const win32Elevation: Elevation = {
  runElevated(helper, verb, timeoutMs, ownerWindow) {
    // The type says so already; at the boundary of privilege it is checked once more.
    if (!HELPER_VERBS.includes(verb)) {
      return Promise.reject(new Win32Error('ShellExecuteExW', ERROR_INVALID_PARAMETER));
    }
    const workerData: ElevationInput = { helper, verb, timeoutMs, ownerWindow };
    const worker = new Worker(new URL('./elevation.worker.cjs', import.meta.url), { workerData });
    return new Promise((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', () => {
        reject(new Error('The thread that waits for the elevated helper ended without an answer'));
      });
      worker.on('message', (output: ElevationOutput) => {
        if ('exitCode' in output) resolve(output.exitCode);
        else reject(new Win32Error(output.api, output.code));
      });
    });
  },
};
