import { Worker } from 'node:worker_threads';
import { ERROR_INVALID_PARAMETER } from '../../common/error-codes.ts';
import { HELPER_VERBS, type HelperVerb } from '../../common/sigma-service.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Elevation, Helper, Installers } from '../bridge.ts';
import { HeldFile } from './held-file.ts';
import { signerOf } from './signature.ts';
import { versionStrings } from './version-information.ts';

export type ElevationInput =
  | {
      readonly kind: 'helper';
      readonly helper: Helper;
      readonly verb: HelperVerb;
      readonly timeoutMs: number;
      readonly ownerWindow: number;
    }
  /** The file is held by whoever asks. */
  | { readonly kind: 'installer'; readonly path: string; readonly ownerWindow: number };

/** The helper's exit code; 0 for an installer that runs. */
export type ElevationOutput = { readonly exitCode: number } | { readonly api: string; readonly code: number };

/** Runs one helper at a time on a thread that lives as long as it does. */
export const win32Elevation: Elevation = {
  runElevated(helper, verb, timeoutMs, ownerWindow) {
    // The type says so already; at the boundary of privilege it is checked once more.
    if (!HELPER_VERBS.includes(verb)) {
      return Promise.reject(new Win32Error('ShellExecuteExW', ERROR_INVALID_PARAMETER));
    }
    return askThread({ kind: 'helper', helper, verb, timeoutMs, ownerWindow });
  },
};

export const win32Installers: Installers = {
  hold(path) {
    const file = new HeldFile(path);
    return {
      async describe() {
        const signed = await signerOf(file.handle, file.path);
        const { ProductName, ProductVersion } = versionStrings(file.path, ['ProductName', 'ProductVersion']);
        return { ...signed, product: ProductName, version: ProductVersion };
      },
      async start(ownerWindow) {
        await askThread({ kind: 'installer', path: file.path, ownerWindow });
      },
      [Symbol.dispose]() {
        file[Symbol.dispose]();
      },
    };
  },
};

function askThread(workerData: ElevationInput): Promise<number> {
  const worker = new Worker(new URL('./elevation.worker.cjs', import.meta.url), { workerData });
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => {
      reject(new Error('The thread that waits for the administrator prompt ended without an answer'));
    });
    worker.on('message', (output: ElevationOutput) => {
      if ('exitCode' in output) resolve(output.exitCode);
      else reject(new Win32Error(output.api, output.code));
    });
  });
}
