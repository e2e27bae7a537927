import { constants } from 'node:fs';
import {
  access,
  copyFile,
  mkdir,
  readdir,
  readlink,
  rename,
  rm,
  rmdir,
  stat,
  utimes,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Files, Undo } from '../files.ts';
import { asWin32, untilReleased } from '../node-files.ts';
import { createSecureFolder, fileSecurity, secureFile } from './file-security.ts';
import {
  FILE_ATTRIBUTE_REPARSE_POINT,
  GetFileAttributesW,
  INVALID_FILE_ATTRIBUTES,
  MOVEFILE_DELAY_UNTIL_REBOOT,
  MoveFileExW,
} from './kernel32.ts';
import { knownFolder } from './system-environment.ts';
import { check, isTrue, refuseNul } from './native.ts';

/** The files of this computer. */
export const win32Files: Files = {
  knownFolder,
  exists,
  isLink: (path) => Promise.resolve().then(() => isLink(path)),
  linkTarget,
  security: (path) => Promise.resolve().then(() => fileSecurity(path)),
  secure: (file, accessList) =>
    Promise.resolve().then(() => {
      secureFile(file, accessList);
    }),
  setAside: (path, programs) => asWin32('MoveFileExW', () => setAside(path, programs)),
  rename: (from, to) => asWin32('MoveFileExW', () => untilReleased(() => rename(from, to))),
  createFolder: (path, accessList) => asWin32('CreateDirectoryW', () => createFolder(path, accessList)),
  areSame: (from, to, names) => asWin32('CompareFiles', () => areSame(from, to, names)),
  copy: (from, to) => asWin32('CopyFileW', () => copyWhole(from, to)),
  removeReplaced: (folder) => asWin32('DeleteFileW', () => removeReplaced(folder)),
  removeFolder: (path, above) => asWin32('DeleteFileW', () => removeFolder(path, above)),
};

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}

/** lstat is not enough: Node takes a junction to a volume's GUID for the folder that it points to. */
function isLink(path: string): boolean {
  refuseNul('GetFileAttributesW', path);
  const attributes = GetFileAttributesW(path);
  return attributes !== INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_REPARSE_POINT) !== 0;
}

/** Node reads symbolic links, and junctions to a path with a drive letter. */
async function linkTarget(path: string): Promise<string | undefined> {
  return readlink(path).catch(() => undefined);
}

async function setAside(path: string, programs: readonly string[]): Promise<void> {
  const kept = uniqueName(path, REPLACED);
  try {
    await rename(path, kept);
  } catch (error) {
    if (isLink(path)) throw error;
    // A running program can be renamed, but not its folder. Only these names are moved, because whoever may write to
    // the folder could redirect it in the meantime.
    for (const name of programs) await moveBeside(join(path, name), path);
    await rename(path, kept);
  }
}

/** Moves a file out of a folder, if it exists. It is removed when Windows restarts. */
async function moveBeside(file: string, folder: string): Promise<void> {
  if (!(await exists(file))) return;
  const left = uniqueName(`${folder}.${basename(file)}`, REMOVED);
  await rename(file, left);
  removeAfterRestart(left);
}

async function createFolder(path: string, accessList: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  createSecureFolder(path, accessList);
}

async function areSame(from: string, to: string, names: readonly string[]): Promise<boolean> {
  for (const name of names) {
    const target = await stat(join(to, name)).catch(() => undefined);
    const source = await stat(join(from, name));
    if (target?.size !== source.size) return false;
    // Some file systems store times in steps of two seconds.
    if (Math.abs(target.mtimeMs - source.mtimeMs) > 2_000) return false;
  }
  return true;
}

/** The ending of the name of a replaced file, and of anything set aside. */
const REPLACED = '.replaced';
/** The ending of the name of a file that Windows removes when it restarts. */
const REMOVED = '.removed';

async function copyWhole(from: string, to: string): Promise<Undo> {
  const fresh = `${to}.new`;
  const replaced = (await exists(to)) ? uniqueName(to, REPLACED) : undefined;
  const undo = async (): Promise<void> => {
    await rm(fresh, { force: true });
    if (replaced === undefined) await rm(to, { force: true });
    else if (await exists(replaced)) await rename(replaced, to);
  };
  try {
    const { atime, mtime } = await stat(from);
    await copyFile(from, fresh);
    await utimes(fresh, atime, mtime);
    // A running program can be renamed, but not replaced.
    if (replaced !== undefined) await rename(to, replaced);
    await rename(fresh, to);
    return () => asWin32('MoveFileExW', undo);
  } catch (error) {
    // The reason for the failed copy is what counts, even if this fails too.
    await undo().catch(() => undefined);
    throw error;
  }
}

async function removeReplaced(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (name.endsWith(REPLACED)) await removeOrLeave(join(folder, name));
  }
}

async function removeFolder(path: string, above: string | undefined): Promise<'removed' | 'after-restart'> {
  let isAllRemoved = true;
  for (const name of await namesIn(path)) {
    if (!(await removeOrLeave(join(path, name)))) isAllRemoved = false;
  }
  // The folder above is removed only if it is empty.
  const folders = above === undefined ? [path] : [path, above];
  if (!isAllRemoved) {
    folders.forEach(removeAfterRestart);
    return 'after-restart';
  }
  for (const folder of folders) await rmdir(folder).catch(() => undefined);
  return 'removed';
}

/**
 * Removes a file, or has Windows remove it at the next restart, under a unique name.
 * @returns whether it is gone already
 */
async function removeOrLeave(file: string): Promise<boolean> {
  try {
    // The SCM reports a service as stopped a little before its process closes its executable.
    await rm(file, { recursive: true, maxRetries: 5, retryDelay: 100 });
    return true;
  } catch {
    if (file.endsWith(REMOVED)) return false;
    const left = uniqueName(file, REMOVED);
    await rename(file, left);
    removeAfterRestart(left);
    return false;
  }
}

function removeAfterRestart(path: string): void {
  check('MoveFileExW', isTrue(MoveFileExW(path, null, MOVEFILE_DELAY_UNTIL_REBOOT)));
}

function uniqueName(file: string, ending: string): string {
  return `${file}.${String(Date.now())}${ending}`;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
