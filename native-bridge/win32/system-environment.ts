import { GetSystemWindowsDirectoryW, LONGEST_PATH } from './kernel32.ts';
import type { NativeFunction, Out } from './native.ts';
import { check, isTrue, written } from './native.ts';
import { decodeMultiText } from './multi-text.ts';
import { loadFromSystem } from './system-library.ts';

/** What a person's environment has as well, and what the system's says of nobody who is signed in. */
const PERSONAL = new Set(['APPDATA', 'LOCALAPPDATA', 'TEMP', 'TMP', 'USERDOMAIN', 'USERNAME', 'USERPROFILE']);

/**
 * The variables that only administrators can change. Those of a person (`HKCU\Environment`) take the place of others of the
 * same name, in an elevated process too, and Windows has some of its own folders from them: `%ProgramData%` and `%PUBLIC%`.
 * https://devblogs.microsoft.com/oldnewthing/20200520-00/?p=103775
 * @throws Win32Error where the system does not tell them
 */
export function systemVariables(): NodeJS.ProcessEnv {
  const userenv = loadFromSystem('userenv.dll');
  /** userenv/nf-userenv-createenvironmentblock: without a token, the variables of the system alone. */
  const CreateEnvironmentBlock: NativeFunction<[Out<number>, number, number], number> = userenv.func(
    'int32 __stdcall CreateEnvironmentBlock(_Out_ int64 *lpEnvironment, int64 hToken, int32 bInherit)',
  );
  /** userenv/nf-userenv-destroyenvironmentblock */
  const DestroyEnvironmentBlock: NativeFunction<[number], number> = userenv.func(
    'int32 __stdcall DestroyEnvironmentBlock(int64 lpEnvironment)',
  );
  // These two the block has from this process's own environment, and all others that name folders from them.
  const windows = windowsFolder();
  Object.assign(process.env, { SystemRoot: windows, SystemDrive: windows.slice(0, 2) });
  const block: Out<number> = [null];
  check('CreateEnvironmentBlock', isTrue(CreateEnvironmentBlock(block, 0, 0)));
  try {
    const variables = decodeMultiText(BigInt(written(block))).map((text) => {
      // That of a drive's current folder begins with one.
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

/** Not of the environment. */
function windowsFolder(): string {
  const text = Buffer.alloc(2 * LONGEST_PATH);
  const length = GetSystemWindowsDirectoryW(text, LONGEST_PATH);
  check('GetSystemWindowsDirectoryW', length > 0 && length < LONGEST_PATH);
  return text.toString('utf16le', 0, 2 * length);
}
