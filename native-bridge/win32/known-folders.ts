import koffi from './koffi.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { KnownFolder } from '../files.ts';
import type { NativeFunction, Out } from './native.ts';
import { written } from './native.ts';

/**
 * Where the system keeps things, asked of the system itself: an elevated program does not believe its
 * environment. https://learn.microsoft.com/windows/win32/shell/knownfolderid
 */
const shell32 = koffi.load('shell32.dll');
const ole32 = koffi.load('ole32.dll');

/** shlobj_core/nf-shlobj_core-shgetknownfolderpath: gives an HRESULT and memory for CoTaskMemFree. */
const SHGetKnownFolderPath: NativeFunction<[Uint8Array, number, number, Out<number>], number> = shell32.func(
  'int32 __stdcall SHGetKnownFolderPath(void *rfid, uint32 dwFlags, int64 hToken, _Out_ int64 *ppszPath)',
);

/** combaseapi/nf-combaseapi-cotaskmemfree */
const CoTaskMemFree: NativeFunction<[number], void> = ole32.func('void __stdcall CoTaskMemFree(int64 pv)');

/** Each GUID as it lies in memory: its first three parts are little-endian. */
const FOLDER_IDS: Readonly<Record<KnownFolder, string>> = {
  // FOLDERID_ProgramFiles {905e63b6-c1bf-494e-b29c-65b732d3d21a}
  programFiles: 'b6635e90bfc14e49b29c65b732d3d21a',
  // FOLDERID_ProgramData {62ab5d82-fdc1-4dc3-a9dd-070d1d495d97}
  programData: '825dab62c1fdc34da9dd070d1d495d97',
};

/** @returns the folder's path without a backslash at its end. @throws Win32Error of the HRESULT's code */
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
