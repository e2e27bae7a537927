import koffi from './koffi.ts';
import type { Signature } from '../check/inspection.ts';
import { LOAD_LIBRARY_SEARCH_SYSTEM32, LoadLibraryExW } from './kernel32.ts';
import { check, isTrue, refuseNul, type NativeFunction } from './native.ts';

/** Whether Windows accepts what signed a file. Pages as in kernel32.ts. */

koffi.struct('WINTRUST_FILE_INFO', {
  cbStruct: 'uint32',
  pcwszFilePath: 'str16',
  hFile: 'int64',
  pgKnownSubject: 'void *',
});

interface WINTRUST_FILE_INFO {
  readonly cbStruct: number;
  readonly pcwszFilePath: string;
  readonly hFile: number;
  readonly pgKnownSubject: null;
}

koffi.struct('WINTRUST_DATA', {
  cbStruct: 'uint32',
  pPolicyCallbackData: 'void *',
  pSIPClientData: 'void *',
  dwUIChoice: 'uint32',
  fdwRevocationChecks: 'uint32',
  dwUnionChoice: 'uint32',
  pFile: 'WINTRUST_FILE_INFO *',
  dwStateAction: 'uint32',
  hWVTStateData: 'int64',
  pwszURLReference: 'void *',
  dwProvFlags: 'uint32',
  dwUIContext: 'uint32',
  pSignatureSettings: 'void *',
});

interface WINTRUST_DATA {
  readonly cbStruct: number;
  readonly pPolicyCallbackData: null;
  readonly pSIPClientData: null;
  readonly dwUIChoice: number;
  readonly fdwRevocationChecks: number;
  readonly dwUnionChoice: number;
  readonly pFile: WINTRUST_FILE_INFO;
  readonly dwStateAction: number;
  readonly hWVTStateData: number;
  readonly pwszURLReference: null;
  readonly dwProvFlags: number;
  readonly dwUIContext: number;
  readonly pSignatureSettings: null;
}

const WTD_UI_NONE = 2;
const WTD_REVOKE_NONE = 0;
const WTD_CHOICE_FILE = 1;
/** Nothing is kept that would have to be closed. */
const WTD_STATEACTION_IGNORE = 0;
/** Nothing is asked on the network: a computer without one gives the same answer. */
const WTD_CACHE_ONLY_URL_RETRIEVAL = 0x1000;
const TRUST_E_NOSIGNATURE = 0x800b_0100;
/** No window belongs to the question. */
const NO_WINDOW = -1;

/** WINTRUST_ACTION_GENERIC_VERIFY_V2 {00AAC56B-CD44-11d0-8CC2-00C04FC295EE}, as it lies in memory. */
const GENERIC_VERIFY = Buffer.from('6bc5aa0044cdd0118cc200c04fc295ee', 'hex');

type WinVerifyTrust = NativeFunction<[number, Uint8Array, WINTRUST_DATA], number>;
let loaded: WinVerifyTrust | undefined;

/**
 * Loaded when it is asked for, since the service never needs it; and not by its name alone, since it is none of
 * Windows' known DLLs: one of that name beside SigmaSrv.exe would be taken for it. Once it is loaded, its name stands
 * for it.
 * wintrust/nf-wintrust-winverifytrust: gives 0 or an HRESULT, and sets no last error.
 */
function loadWinVerifyTrust(): WinVerifyTrust {
  check('LoadLibraryExW', isTrue(LoadLibraryExW('wintrust.dll', null, LOAD_LIBRARY_SEARCH_SYSTEM32)));
  return koffi
    .load('wintrust.dll')
    .func('uint32 __stdcall WinVerifyTrust(int64 hwnd, void *pgActionID, WINTRUST_DATA *pWVTData)');
}

/**
 * @returns what Windows says of the file's own signature. One in a catalogue of Windows does not count
 * @throws Win32Error where this Windows cannot tell
 */
export async function signatureOf(path: string): Promise<Signature> {
  refuseNul('WinVerifyTrust', path);
  const winVerifyTrust = (loaded ??= loadWinVerifyTrust());
  const status = await new Promise<number>((resolve, reject) => {
    winVerifyTrust.async(NO_WINDOW, GENERIC_VERIFY, dataFor(path), (error, result) => {
      if (error instanceof Error) reject(error);
      else resolve(result);
    });
  });
  if (status === 0) return { kind: 'valid' };
  return status === TRUST_E_NOSIGNATURE ? { kind: 'none' } : { kind: 'refused', status };
}

function dataFor(path: string): WINTRUST_DATA {
  return {
    cbStruct: koffi.sizeof('WINTRUST_DATA'),
    pPolicyCallbackData: null,
    pSIPClientData: null,
    dwUIChoice: WTD_UI_NONE,
    fdwRevocationChecks: WTD_REVOKE_NONE,
    dwUnionChoice: WTD_CHOICE_FILE,
    pFile: {
      cbStruct: koffi.sizeof('WINTRUST_FILE_INFO'),
      pcwszFilePath: path,
      hFile: 0,
      pgKnownSubject: null,
    },
    dwStateAction: WTD_STATEACTION_IGNORE,
    hWVTStateData: 0,
    pwszURLReference: null,
    dwProvFlags: WTD_CACHE_ONLY_URL_RETRIEVAL,
    dwUIContext: 0,
    pSignatureSettings: null,
  };
}
