import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ERROR_INVALID_IMAGE_HASH } from '../common/error-codes.ts';
import { asWin32 } from '../native-bridge/file-errors.ts';
import { successorProblem } from '../native-bridge/installer-problem.ts';
import { StepError } from '../native-bridge/registration/step-error.ts';
import { createSecureFolder } from '../native-bridge/win32/file-security.ts';
import { HeldFile } from '../native-bridge/win32/held-file.ts';
import { installerFacts } from '../native-bridge/win32/installer-facts.ts';
import { knownFolder } from '../native-bridge/win32/known-folders.ts';
import { installerEnvironment } from './installer-environment.ts';
import { PRODUCT, VERSION } from './version.ts';

/** Administrators and SYSTEM do everything, and nobody else anything: what is copied may be no installer at all. */
const FOLDER_ACCESS = 'D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)';

/** What electron-updater gives an installer that a person has asked for: it replaces Sigma, and starts it again. */
const INSTALLER_ARGUMENTS = ['--updated', '--force-run'];

/**
 * Starts an installer of a newer Sigma by the same publisher, from `%ProgramFiles%\Sigma Update`. Where it was downloaded to
 * the person's own programs may write: they could have it load a DLL of theirs, or put another in its place. It stays there
 * until the next one comes, or Sigma is uninstalled.
 * @param report told of each step
 * @throws ERROR_INVALID_IMAGE_HASH if it is anything else; ERROR_FILE_NOT_FOUND, ERROR_DISK_FULL;
 *   ERROR_SHARING_VIOLATION or ERROR_ACCESS_DENIED while an earlier one runs
 */
export async function installUpdate(file: string, report: (line: string) => void): Promise<string> {
  const folder = join(knownFolder('programFiles'), 'Sigma Update');
  const copy = join(folder, 'Sigma Setup.exe');
  // One that runs cannot be removed, and keeps what else is there.
  await remove(copy);
  await remove(folder);
  createSecureFolder(folder, FOLDER_ACCESS);
  try {
    await asWin32('CopyFileW', () => copyFile(file, copy));
    report(`copied "${file}" to "${folder}", which only administrators can change`);
    using held = new HeldFile(copy);
    const version = await check(held);
    await asWin32('CreateProcessW', () => start(copy, folder));
    return `The installer of Sigma ${version} runs`;
  } catch (error) {
    // Why it failed is what counts.
    await remove(folder).catch(() => undefined);
    throw error;
  }
}

/** Harmless where there is nothing. */
function remove(path: string): Promise<void> {
  return asWin32('DeleteFileW', () => rm(path, { recursive: true, force: true }));
}

/** @returns its version. @throws ERROR_INVALID_IMAGE_HASH */
async function check(installer: HeldFile): Promise<string> {
  using own = new HeldFile(process.execPath);
  const facts = await installerFacts(installer);
  const { signer } = await installerFacts(own);
  const problem = successorProblem(facts, { signer, product: PRODUCT, version: VERSION });
  if (problem !== undefined) {
    const failure = { api: 'WinVerifyTrust', code: ERROR_INVALID_IMAGE_HASH };
    throw new StepError('the look at the installer', failure, `${problem}.`);
  }
  return facts.version ?? '';
}

/** It goes on when this process ends, and ends all that runs from the installed folder, this process included. */
async function start(installer: string, folder: string): Promise<void> {
  const child = spawn(installer, INSTALLER_ARGUMENTS, {
    cwd: folder,
    env: installerEnvironment(knownFolder('windows'), folder),
    detached: true,
    stdio: 'ignore',
  });
  await once(child, 'spawn');
  child.unref();
}
