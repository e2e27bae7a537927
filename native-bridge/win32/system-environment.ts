import { Win32Error } from '../../common/win32-error.ts';
import type { KnownFolder } from '../files.ts';
import koffi from './koffi.ts';
import {
  written,
  check,
  isTrue,
  decodeMultiText,
  loadFromSystem,
  type NativeFunction,
  type Out,
} from './native.ts';
import { GetSystemWindowsDirectoryW, LONGEST_PATH } from './kernel32.ts';

/**
 * Windows' folders, according to Windows itself: an elevated program must not believe its environment.
 * https://learn.microsoft.com/windows/win32/shell/knownfolderid
 */
const shell32 = koffi.load('shell32.dll');
const ole32 = koffi.load('ole32.dll');

/** shlobj_core/nf-shlobj_core-shgetknownfolderpath: returns an HRESULT, and memory to be freed by CoTaskMemFree. */
const SHGetKnownFolderPath: NativeFunction<[Uint8Array, number, number, Out<number>], number> = shell32.func(
  'int32 __stdcall SHGetKnownFolderPath(void *rfid, uint32 dwFlags, int64 hToken, _Out_ int64 *ppszPath)',
);

/** combaseapi/nf-combaseapi-cotaskmemfree */
const CoTaskMemFree: NativeFunction<[number], void> = ole32.func('void __stdcall CoTaskMemFree(int64 pv)');

/** Each GUID in memory order: its first three parts are little-endian. */
const FOLDER_IDS: Readonly<Record<KnownFolder, string>> = {
  // FOLDERID_ProgramFiles {905e63b6-c1bf-494e-b29c-65b732d3d21a}
  programFiles: 'b6635e90bfc14e49b29c65b732d3d21a',
  // FOLDERID_ProgramData {62ab5d82-fdc1-4dc3-a9dd-070d1d495d97}
  programData: '825dab62c1fdc34da9dd070d1d495d97',
};

/** @returns the folder's path without a trailing backslash. @throws Win32Error with the HRESULT's code */
export function knownFolder(folder: KnownFolder): string {
  const path: Out<number> = [null];
  const result = SHGetKnownFolderPath(Buffer.from(FOLDER_IDS[folder], 'hex'), 0, 0, path);
  // HRESULT_CODE: the lower half of an HRESULT is the Win32 error.
  if (result !== 0) throw new Win32Error('SHGetKnownFolderPath', result & 0xffff);
  try {
    return koffi.decode.string16(BigInt(written(path)));
  } finally {
    CoTaskMemFree(written(path));
  }
}

/** The variables of a user, whose values in the system's environment belong to no signed-in user. */
const PERSONAL = new Set(['APPDATA', 'LOCALAPPDATA', 'TEMP', 'TMP', 'USERDOMAIN', 'USERNAME', 'USERPROFILE']);

/**
 * The variables that only administrators can change. A user's variables (`HKCU\Environment`) replace others of the same
 * name, even in an elevated process, and Windows derives some of its own folders from them: `%ProgramData%` and
 * `%PUBLIC%`.
 * https://devblogs.microsoft.com/oldnewthing/20200520-00/?p=103775
 * @throws Win32Error if Windows does not tell them
 */
export function systemVariables(): NodeJS.ProcessEnv {
  const userenv = loadFromSystem('userenv.dll');
  /** userenv/nf-userenv-createenvironmentblock: without a token, returns only the system's variables. */
  const CreateEnvironmentBlock: NativeFunction<[Out<number>, number, number], number> = userenv.func(
    'int32 __stdcall CreateEnvironmentBlock(_Out_ int64 *lpEnvironment, int64 hToken, int32 bInherit)',
  );
  /** userenv/nf-userenv-destroyenvironmentblock */
  const DestroyEnvironmentBlock: NativeFunction<[number], number> = userenv.func(
    'int32 __stdcall DestroyEnvironmentBlock(int64 lpEnvironment)',
  );
  // The block takes these two from this process's own environment, and derives all other folders from them.
  const windows = windowsFolder();
  Object.assign(process.env, { SystemRoot: windows, SystemDrive: windows.slice(0, 2) });
  const block: Out<number> = [null];
  check('CreateEnvironmentBlock', isTrue(CreateEnvironmentBlock(block, 0, 0)));
  try {
    const variables = decodeMultiText(BigInt(written(block))).map((text) => {
      // The variable of a drive's current folder begins with an equals sign.
      const end = text.indexOf('=', 1);
      return [text.slice(0, end), text.slice(end + 1)] as const;
    });
    return Object.fromEntries(
      variables.filter(([name]) => !name.startsWith('=') && !PERSONAL.has(name.toUpperCase())),
    );
  } finally {
    DestroyEnvironmentBlock(written(block));
  }
}

/** Not taken from the environment. */
function windowsFolder(): string {
  const text = Buffer.alloc(2 * LONGEST_PATH);
  const length = GetSystemWindowsDirectoryW(text, LONGEST_PATH);
  check('GetSystemWindowsDirectoryW', length > 0 && length < LONGEST_PATH);
  return text.toString('utf16le', 0, 2 * length);
}
