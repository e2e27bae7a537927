import {
  addressOf,
  isTrue,
  refuseNul,
  written,
  loadFromSystem,
  type NativeFunction,
  type Out,
} from './native.ts';

/** The version information of an executable. Pages as in kernel32.ts. */

interface Version {
  readonly GetFileVersionInfoSizeW: NativeFunction<[string, Out<number>], number>;
  readonly GetFileVersionInfoW: NativeFunction<[string, number, number, Buffer], number>;
  readonly VerQueryValueW: NativeFunction<[Buffer, string, Out<number>, Out<number>], number>;
}
let loaded: Version | undefined;

function loadVersion(): Version {
  const version = loadFromSystem('version.dll');
  return {
    // winver/nf-winver-getfileversioninfosizew
    GetFileVersionInfoSizeW: version.func(
      'uint32 __stdcall GetFileVersionInfoSizeW(str16 lptstrFilename, _Out_ uint32 *lpdwHandle)',
    ),
    // winver/nf-winver-getfileversioninfow
    GetFileVersionInfoW: version.func(
      'int32 __stdcall GetFileVersionInfoW(str16 lptstrFilename, uint32 dwHandle, uint32 dwLen, void *lpData)',
    ),
    // winver/nf-winver-verqueryvaluew: returns an address in the block, and a length whose unit depends on the value.
    VerQueryValueW: version.func(
      'int32 __stdcall VerQueryValueW(void *pBlock, str16 lpSubBlock, _Out_ int64 *lplpBuffer, _Out_ uint32 *puLen)',
    ),
  };
}

/**
 * @param names of strings, such as `ProductVersion`
 * @returns each string in the file's first language; undefined if it is missing or can't be read
 */
export function versionStrings<Name extends string>(
  path: string,
  names: readonly Name[],
): Record<Name, string | undefined> {
  refuseNul('GetFileVersionInfoW', path);
  const { GetFileVersionInfoSizeW, GetFileVersionInfoW } = (loaded ??= loadVersion());
  const size = GetFileVersionInfoSizeW(path, [null]);
  const block = Buffer.alloc(size);
  const isRead = size > 0 && isTrue(GetFileVersionInfoW(path, 0, size, block));
  const table = isRead ? tableIn(block) : undefined;
  return Object.fromEntries(
    names.map((name) => {
      const value = table === undefined ? undefined : valueIn(block, `${table}\\${name}`, 2);
      return [name, value?.toString('utf16le').split('\0', 1)[0]];
    }),
  ) as Record<Name, string | undefined>;
}

/** @returns where the strings of the first language are */
function tableIn(block: Buffer): string | undefined {
  const translation = valueIn(block, String.raw`\VarFileInfo\Translation`, 1);
  if (translation === undefined || translation.length < 4) return undefined;
  const [language, codePage] = [translation.readUInt16LE(0), translation.readUInt16LE(2)];
  const table = [language, codePage].map((part) => part.toString(16).padStart(4, '0')).join('');
  return `\\StringFileInfo\\${table}`;
}

/** @param unit the size of the unit that the value's length is given in, in bytes */
function valueIn(block: Buffer, path: string, unit: 1 | 2): Buffer | undefined {
  const { VerQueryValueW } = (loaded ??= loadVersion());
  const [address, length]: [Out<number>, Out<number>] = [[null], [null]];
  if (!isTrue(VerQueryValueW(block, path, address, length))) return undefined;
  const start = written(address) - addressOf(block);
  return block.subarray(start, start + unit * written(length));
}
