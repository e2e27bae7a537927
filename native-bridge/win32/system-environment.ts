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

/** Has Windows find its own folders in this process where they are, whatever a person's variables say. */
export function useSystemVariables(): void {
  Object.assign(process.env, systemVariables());
}
