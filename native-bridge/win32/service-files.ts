import { constants } from 'node:fs';
import { access, copyFile, mkdir, readdir, rename, rm, rmdir, stat, unlink, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ServiceFiles } from '../registration/service-files.ts';
import { asWin32 } from './file-errors.ts';
import { fileSecurity, secureFile } from './file-security.ts';
import { MOVEFILE_DELAY_UNTIL_REBOOT, MoveFileExW } from './kernel32.ts';
import { knownFolder } from './known-folders.ts';
import { check, isTrue } from './native.ts';
import { interactiveUserSid } from './user-sid.ts';

/** The files of this computer. */
export function win32ServiceFiles(): ServiceFiles {
  return {
    programFolder: join(knownFolder('programFiles'), 'Sigma', 'service'),
    logFolder: logFolder(),
    interactiveUser: interactiveUserSid(),
    exists,
    security: (path) => Promise.resolve().then(() => fileSecurity(path)),
    createFolder: (path, accessList) => asWin32('CreateDirectoryW', () => createFolder(path, accessList)),
    areSame: (from, to, names) => asWin32('CompareFiles', () => areSame(from, to, names)),
    copy: (from, to, names) =>
      asWin32('CopyFileW', async () => {
        for (const name of names) await copyWhole(join(from, name), join(to, name));
      }),
    removeFolder: (path) => asWin32('DeleteFileW', () => removeFolder(path)),
  };
}

/** @returns `%ProgramData%\Sigma\logs` */
export function logFolder(): string {
  return join(knownFolder('programData'), 'Sigma', 'logs');
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}

async function createFolder(path: string, accessList: string): Promise<boolean> {
  const created = await mkdir(path, { recursive: true });
  secureFile(path, accessList);
  return created !== undefined;
}

async function areSame(from: string, to: string, names: readonly string[]): Promise<boolean> {
  for (const name of names) {
    const target = await stat(join(to, name)).catch(() => undefined);
    const source = await stat(join(from, name));
    if (target?.size !== source.size) return false;
    // Some file systems keep times of two seconds.
    if (Math.abs(target.mtimeMs - source.mtimeMs) > 2_000) return false;
  }
  return true;
}

/** What is cut off on its way leaves the old file as it was. */
async function copyWhole(from: string, to: string): Promise<void> {
  const fresh = `${to}.new`;
  const { atime, mtime } = await stat(from);
  await copyFile(from, fresh);
  await utimes(fresh, atime, mtime);
  try {
    await rename(fresh, to);
  } catch {
    // A program that runs can be renamed, not replaced.
    await putAside(to);
    await rename(fresh, to);
  }
}

async function removeFolder(path: string): Promise<'removed' | 'after-restart'> {
  let isAllRemoved = true;
  for (const name of await readdir(path).catch(() => [])) {
    const file = join(path, name);
    try {
      await rm(file, { recursive: true });
    } catch {
      await putAside(file);
      isAllRemoved = false;
    }
  }
  if (!isAllRemoved) {
    removeAfterRestart(path);
    return 'after-restart';
  }
  await rmdir(path).catch(() => undefined);
  // Only goes where nothing else of Sigma's is in it.
  await rmdir(dirname(path)).catch(() => undefined);
  return 'removed';
}

/** Gets a file that is in use out of the way under another name, from which the next start removes it. */
async function putAside(file: string): Promise<void> {
  const aside = `${file}.${String(Date.now())}.old`;
  await rename(file, aside);
  await unlink(aside).catch(() => {
    removeAfterRestart(aside);
  });
}

function removeAfterRestart(path: string): void {
  check('MoveFileExW', isTrue(MoveFileExW(path, null, MOVEFILE_DELAY_UNTIL_REBOOT)));
}
