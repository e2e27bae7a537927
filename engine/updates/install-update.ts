import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join, win32 } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import {
  ERROR_ACCESS_DENIED,
  ERROR_INSTALL_ALREADY_RUNNING,
  ERROR_INSTALL_FAILURE,
  ERROR_INSTALL_PACKAGE_INVALID,
  ERROR_TIMEOUT,
} from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { asWin32, untilReleased } from '../../native-bridge/node-files.ts';
import { StepError } from '../registration/transaction.ts';
import type { HeldInstaller, SystemBridge } from '../../native-bridge/bridge.ts';
import { placesOf } from '../registration/context.ts';
import { PRODUCT, VERSION } from '../version.ts';
import { successorProblem } from './installer-problem.ts';

/** Full access for Administrators and SYSTEM, none for others: the copied file may be no installer at all. */
const FOLDER_ACCESS = 'D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)';

/** What electron-updater passes to an installer that the user has asked for: it replaces Sigma, and starts it again. */
const INSTALLER_ARGUMENTS = ['--updated', '--force-run'];

/** Larger than any installer. A larger file is copied only in part, so its signature is not valid. */
const LONGEST_INSTALLER_BYTES = 1024 ** 3;

/** The time after which Sigma no longer expects the installer to be started, in seconds since this process started. */
const LATEST_START_S = 240;

/** An installer that ends within this time has installed nothing. In milliseconds. */
const SETTLING_MS = 3_000;

interface InstallTools {
  readonly bridge: SystemBridge;
  /** The path of the running SigmaSrv.exe. */
  readonly executable: string;
  /** Called for each step. */
  readonly report: (line: string) => void;
}

/**
 * Starts the installer of a newer Sigma from the same publisher in `%ProgramFiles%\Sigma Update`. The user's own
 * programs may write to the download folder, so they could make the installer load their DLL, or replace it. The copy
 * stays there until the next update, or until Sigma is uninstalled.
 * @throws ERROR_INSTALL_PACKAGE_INVALID if it is anything else, ERROR_INSTALL_ALREADY_RUNNING while an earlier one is
 *   running, ERROR_INSTALL_FAILURE if it ends at once, ERROR_TIMEOUT if nobody expects it any longer; ERROR_ACCESS_DENIED
 *   without administrator rights; ERROR_FILE_NOT_FOUND, ERROR_DISK_FULL
 */
export async function installUpdate(
  file: string,
  { bridge, executable, report }: InstallTools,
): Promise<string> {
  const { files, inspection, installers } = bridge;
  if (inspection.elevation() !== 'elevated') throw new Win32Error('CreateDirectoryW', ERROR_ACCESS_DENIED);
  const { updateFolder: folder } = placesOf(files);
  const copy = join(folder, 'Sigma Setup.exe');
  // A running installer can't be removed, and keeps the rest of the folder.
  await remove(copy).catch(() => {
    throw new Win32Error('DeleteFileW', ERROR_INSTALL_ALREADY_RUNNING);
  });
  await remove(folder);
  await files.createFolder(folder, FOLDER_ACCESS);
  try {
    await asWin32('CopyFileW', () => copyBytes(file, copy));
    report(`copied "${file}" to "${folder}", which only administrators can change`);
    // Antivirus software opens new files.
    using held = await untilReleased(() => Promise.resolve().then(() => installers.hold(copy)));
    using own = installers.hold(executable);
    const version = await check(held, own);
    await asWin32('CreateProcessW', () => start(copy, folder, bridge.systemVariables()));
    return `The installer of Sigma ${version} is running`;
  } catch (error) {
    // The reason for the failure is what counts.
    await remove(folder).catch(() => undefined);
    throw error;
  }
}

/** Harmless if there is nothing to remove. */
function remove(path: string): Promise<void> {
  return asWin32('DeleteFileW', () => rm(path, { recursive: true, force: true, maxRetries: 3 }));
}

/** Copies only the bytes, which the signature covers: no other streams or attributes. */
function copyBytes(from: string, to: string): Promise<void> {
  const installer = createReadStream(from, { end: LONGEST_INSTALLER_BYTES });
  return pipeline(installer, createWriteStream(to, { flags: 'wx' }));
}

/** @returns the installer's version. @throws ERROR_INSTALL_PACKAGE_INVALID */
async function check(installer: HeldInstaller, own: HeldInstaller): Promise<string> {
  // An installer may name any address to fetch certificates from, and this process has an administrator's credentials.
  const facts = await installer.describe('offline');
  const { signer } = await own.describe('offline');
  const problem = successorProblem(facts, { signer, product: PRODUCT, version: VERSION });
  if (problem !== undefined) {
    const failure = { api: 'WinVerifyTrust', code: ERROR_INSTALL_PACKAGE_INVALID };
    throw new StepError('the installer check', failure, `${problem}.`);
  }
  return facts.version ?? '';
}

/** The installer outlives this process, which it ends along with everything else that runs from Sigma's folder. */
async function start(installer: string, folder: string, system: NodeJS.ProcessEnv): Promise<void> {
  if (process.uptime() > LATEST_START_S) throw new Win32Error('CreateProcessW', ERROR_TIMEOUT);
  const { username, homedir } = userInfo();
  const child = spawn(installer, INSTALLER_ARGUMENTS, {
    cwd: folder,
    env: installerEnvironment(system, { name: username, home: homedir }, folder),
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

/** The user of this process, according to its token. */
interface Person {
  readonly name: string;
  /** The folder of the user's profile. */
  readonly home: string;
}

/**
 * Any program of the same user can set the environment (`HKCU\Environment`) so that programs started by the installer
 * load other DLLs, or are found in another folder. So an installer gets an environment of its own.
 * @param system the variables that only administrators can change
 * @param temporary a folder for the installer's temporary files
 */
export function installerEnvironment(
  system: NodeJS.ProcessEnv,
  { name, home }: Person,
  temporary: string,
): NodeJS.ProcessEnv {
  const drive = win32.parse(home).root.replace(/\\$/, '');
  return {
    ...system,
    ...{ USERNAME: name, USERPROFILE: home, HOMEDRIVE: drive, HOMEPATH: home.slice(drive.length) },
    ...{ TEMP: temporary, TMP: temporary },
    // Node copies these from its own environment if they are missing.
    ...{ USERDOMAIN: '', LOGONSERVER: '', NODE_V8_COVERAGE: '' },
  };
}
