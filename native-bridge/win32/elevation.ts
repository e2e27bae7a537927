import { Worker } from 'node:worker_threads';
import { ERROR_INVALID_PARAMETER } from '../../common/win32-codes.ts';
import { SERVICE_NAME } from '../../common/product.ts';
import { helperArguments, INSTALL_UPDATE_VERB } from '../../common/sigma-service.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Elevation, Helper } from '../bridge.ts';
import { Win32HeldInstaller } from './installers.ts';

export interface ElevationInput {
  readonly helper: Helper;
  readonly parameters: string;
  readonly timeoutMs: number;
  readonly ownerWindow: number;
}

/** The helper's exit code, or why it could not be run. */
export type ElevationOutput = { readonly exitCode: number } | { readonly api: string; readonly code: number };

/**
 * How long copying, verifying and starting an installer may take, in milliseconds: antivirus software reads it first.
 */
const INSTALLER_TIMEOUT_MS = 300_000;

/** Runs each helper on a thread that ends with it. */
export const win32Elevation: Elevation = {
  runElevated(helper, request, timeoutMs, ownerWindow) {
    const values = helperArguments(request);
    if (values === undefined)
      return Promise.reject(new Win32Error('ShellExecuteExW', ERROR_INVALID_PARAMETER));
    return askThread({ helper, parameters: values.map(quoted).join(' '), timeoutMs, ownerWindow });
  },
  async startInstaller(helper, installer, ownerWindow) {
    // Only these objects are known to hold their file.
    if (!(installer instanceof Win32HeldInstaller) || !installer.isHeld) {
      throw new Win32Error('ShellExecuteExW', ERROR_INVALID_PARAMETER);
    }
    // A path contains no quotation marks.
    const parameters = `${INSTALL_UPDATE_VERB} "${installer.path}"`;
    const timeoutMs = INSTALLER_TIMEOUT_MS;
    const exitCode = await askThread({ helper, parameters, timeoutMs, ownerWindow });
    if (exitCode !== 0) throw new Win32Error(`${SERVICE_NAME} ${INSTALL_UPDATE_VERB}`, exitCode);
  },
};

/**
 * @param value an argument without a backslash, before which a quotation mark would need more
 * @returns the value in quotation marks, so that it stays one argument: shellapi/nf-shellapi-commandlinetoargvw
 */
function quoted(value: string): string {
  return `"${value.replaceAll('"', String.raw`\"`)}"`;
}

function askThread(workerData: ElevationInput): Promise<number> {
  const worker = new Worker(new URL('./elevation.worker.cjs', import.meta.url), { workerData });
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => {
      reject(new Error('The thread waiting for the administrator prompt ended without an answer'));
    });
    worker.on('message', (output: ElevationOutput) => {
      if ('exitCode' in output) resolve(output.exitCode);
      else reject(new Win32Error(output.api, output.code));
    });
  });
}
