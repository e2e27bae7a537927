import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import {
  ERROR_ACCESS_DENIED,
  ERROR_INSTALL_ALREADY_RUNNING,
  ERROR_INSTALL_FAILURE,
  ERROR_INSTALL_PACKAGE_INVALID,
  ERROR_TIMEOUT,
} from '../common/error-codes.ts';
import { Win32Error } from '../common/win32-error.ts';
import { asWin32 } from '../native-bridge/file-errors.ts';
import { successorProblem } from '../native-bridge/installer-problem.ts';
import { untilReleased } from '../native-bridge/replace-file.ts';
import { StepError } from '../native-bridge/registration/step-error.ts';
import { createSecureFolder } from '../native-bridge/win32/file-security.ts';
import { HeldFile } from '../native-bridge/win32/held-file.ts';
import { installerFacts } from '../native-bridge/win32/installer-facts.ts';
import { knownFolder } from '../native-bridge/win32/known-folders.ts';
import { systemVariables } from '../native-bridge/win32/system-environment.ts';
import { elevationType } from '../native-bridge/win32/token-elevation.ts';
import { installerEnvironment } from './installer-environment.ts';
import { PRODUCT, VERSION } from './version.ts';

/** Administrators and SYSTEM do everything, and nobody else anything: what is copied may be no installer at all. */
const FOLDER_ACCESS = 'D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)';

/** What electron-updater gives an installer that a person has asked for: it replaces Sigma, and starts it again. */
const INSTALLER_ARGUMENTS = ['--updated', '--force-run'];

/** More than any installer has: one that has more is copied in part, so its signature is not valid. */
const LONGEST_INSTALLER_BYTES = 1024 ** 3;

/** When Sigma does not expect it any more that the installer is started, in seconds after the start of this process. */
const LATEST_START_S = 240;

/** An installer that ends by then has installed nothing. In milliseconds. */
const SETTLING_MS = 3_000;

/**
 * Starts an installer of a newer Sigma by the same publisher, from `%ProgramFiles%\Sigma Update`. Where it was downloaded to
 * the person's own programs may write: they could have it load a DLL of theirs, or put another in its place. It stays there
 * until the next one comes, or Sigma is uninstalled.
 * @param report told of each step
 * @throws ERROR_INSTALL_PACKAGE_INVALID if it is anything else, ERROR_INSTALL_ALREADY_RUNNING while an earlier one runs,
 *   ERROR_INSTALL_FAILURE if it ends at once, ERROR_TIMEOUT if nobody expects it any more; ERROR_ACCESS_DENIED without
 *   administrator rights; ERROR_FILE_NOT_FOUND, ERROR_DISK_FULL
 */
export async function installUpdate(file: string, report: (line: string) => void): Promise<string> {
  if (elevationType() !== 'elevated') throw new Win32Error('CreateDirectoryW', ERROR_ACCESS_DENIED);
  const folder = join(knownFolder('programFiles'), 'Sigma Update');
  const copy = join(folder, 'Sigma Setup.exe');
  // One that runs cannot be removed, and keeps what else is there.
  await remove(copy).catch(() => {
    throw new Win32Error('DeleteFileW', ERROR_INSTALL_ALREADY_RUNNING);
  });
  await remove(folder);
  createSecureFolder(folder, FOLDER_ACCESS);
  try {
    await asWin32('CopyFileW', () => copyBytes(file, copy));
    report(`copied "${file}" to "${folder}", which only administrators can change`);
    // Antivirus software has a file open that is new.
    using held = await untilReleased(() => Promise.resolve().then(() => new HeldFile(copy)));
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
  return asWin32('DeleteFileW', () => rm(path, { recursive: true, force: true, maxRetries: 3 }));
}

/** Its bytes alone, which the signature is for: no other streams or attributes. */
function copyBytes(from: string, to: string): Promise<void> {
  const installer = createReadStream(from, { end: LONGEST_INSTALLER_BYTES });
  return pipeline(installer, createWriteStream(to, { flags: 'wx' }));
}

/** @returns its version. @throws ERROR_INSTALL_PACKAGE_INVALID */
async function check(installer: HeldFile): Promise<string> {
  using own = new HeldFile(process.execPath);
  // An installer may name any address to ask, and this process has an administrator's credentials.
  const facts = await installerFacts(installer, 'offline');
  const { signer } = await installerFacts(own, 'offline');
  const problem = successorProblem(facts, { signer, product: PRODUCT, version: VERSION });
  if (problem !== undefined) {
    const failure = { api: 'WinVerifyTrust', code: ERROR_INSTALL_PACKAGE_INVALID };
    throw new StepError('the look at the installer', failure, `${problem}.`);
  }
  return facts.version ?? '';
}

/** The installer outlives this process, which it ends along with everything else that runs from Sigma's folder. */
async function start(installer: string, folder: string): Promise<void> {
  if (process.uptime() > LATEST_START_S) throw new Win32Error('CreateProcessW', ERROR_TIMEOUT);
  const { username, homedir } = userInfo();
  const child = spawn(installer, INSTALLER_ARGUMENTS, {
    cwd: folder,
    env: installerEnvironment(systemVariables(), { name: username, home: homedir }, folder),
    detached: true,
    stdio: 'ignore',
  });
  await once(child, 'spawn');
  const settled = new AbortController();
  const signal = settled.signal;
  const ended = once(child, 'exit', { signal }).then(
    () => true,
    () => false,
  );
  const hasEnded = await Promise.race([ended, setTimeout(SETTLING_MS, false, { signal })]);
  settled.abort();
  child.unref();
  if (hasEnded) throw new Win32Error('CreateProcessW', ERROR_INSTALL_FAILURE);
}
