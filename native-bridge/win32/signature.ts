import koffi from './koffi.ts';
import type { Signature } from '../inspection.ts';
import { refuseNul, loadFromSystem, type KernelHandle, type NativeFunction } from './native.ts';
import { rootStores } from './wine.ts';

/** Verifies a file's signature by Windows' own rules. Pages as in kernel32.ts. */

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
  /** Filled by the call if dwStateAction asks for the state. */
  readonly hWVTStateData: number;
  readonly pwszURLReference: null;
  readonly dwProvFlags: number;
  readonly dwUIContext: number;
  readonly pSignatureSettings: null;
}

const WTD_UI_NONE = 2;
const WTD_REVOKE_NONE = 0;
const WTD_CHOICE_FILE = 1;
/** Leaves no state that would have to be closed. */
const WTD_STATEACTION_IGNORE = 0;
/** Keeps the state until it is closed. */
const WTD_STATEACTION_VERIFY = 1;
const WTD_STATEACTION_CLOSE = 2;
/** No network access: a computer without a network gives the same answer, and it does not take long. */
const WTD_CACHE_ONLY_URL_RETRIEVAL = 0x1000;
const TRUST_E_NOSIGNATURE = 0x800b_0100;
/** No window owns the question. */
const NO_WINDOW = -1;

/** WINTRUST_ACTION_GENERIC_VERIFY_V2 {00AAC56B-CD44-11d0-8CC2-00C04FC295EE}, in memory order. */
const GENERIC_VERIFY = Buffer.from('6bc5aa0044cdd0118cc200c04fc295ee', 'hex');

/** wincrypt.h: a name as text in the form `CN=…, O=…, C=…`, the most specific part first. */
const CERT_NAME_RDN_TYPE = 2;
const CERT_X500_NAME_STR = 3;
const CERT_NAME_STR_REVERSE_FLAG = 0x0200_0000;
/** wincrypt.h: a store of root certificates that only administrators can change. */
const CERT_STORE_PROV_SYSTEM_W = 10;
const CERT_SYSTEM_STORE_LOCAL_MACHINE = 0x2_0000;
const CERT_STORE_READONLY_FLAG = 0x8000;
const CERT_STORE_OPEN_EXISTING_FLAG = 0x4000;
const X509_ASN_ENCODING = 1;
/** Finds exactly this certificate. */
const CERT_FIND_EXISTING = 0xd_0000;
const CERT_E_UNTRUSTEDROOT = 0x800b_0109;
/** CRYPT_PROVIDER_CERT begins with its size, followed by the certificate's address. */
const OFFSET_OF_CERTIFICATE = 8;
/** The longest name that is read, in UTF-16 units with its NUL; nobody has a longer one. */
const LONGEST_NAME = 4096;

type WinVerifyTrust = NativeFunction<[number, Uint8Array, WINTRUST_DATA], number>;
type Address = number;
interface Wintrust {
  readonly WinVerifyTrust: WinVerifyTrust;
  readonly WTHelperProvDataFromStateData: NativeFunction<[Address], Address>;
  readonly WTHelperGetProvSignerFromChain: NativeFunction<[Address, number, number, number], Address>;
  readonly WTHelperGetProvCertFromChain: NativeFunction<[Address, number], Address>;
  readonly CertOpenStore: NativeFunction<[number, number, number, number, string], Address>;
  readonly CertFindCertificateInStore: NativeFunction<
    [Address, number, number, number, Address, number],
    Address
  >;
  readonly CertFreeCertificateContext: NativeFunction<[Address], number>;
  readonly CertCloseStore: NativeFunction<[Address, number], number>;
  readonly CertGetNameStringW: NativeFunction<[Address, number, number, Uint32Array, Buffer, number], number>;
}
let loaded: Wintrust | undefined;

/** Loaded on first use, because the service never needs it. */
function loadWintrust(): Wintrust {
  const wintrust = loadFromSystem('wintrust.dll');
  const crypt32 = loadFromSystem('crypt32.dll');
  return {
    // wintrust/nf-wintrust-winverifytrust: returns 0 or an HRESULT, and sets no last error.
    WinVerifyTrust: wintrust.func(
      'uint32 __stdcall WinVerifyTrust(int64 hwnd, void *pgActionID, _Inout_ WINTRUST_DATA *pWVTData)',
    ),
    // wintrust/nf-wintrust-wthelperprovdatafromstatedata
    WTHelperProvDataFromStateData: wintrust.func(
      'int64 __stdcall WTHelperProvDataFromStateData(int64 hStateData)',
    ),
    // wintrust/nf-wintrust-wthelpergetprovsignerfromchain
    WTHelperGetProvSignerFromChain: wintrust.func(
      'int64 __stdcall WTHelperGetProvSignerFromChain(int64 pProvData, uint32 idxSigner, int32 fCounterSigner, uint32 idxCounterSigner)',
    ),
    // wintrust/nf-wintrust-wthelpergetprovcertfromchain
    WTHelperGetProvCertFromChain: wintrust.func(
      'int64 __stdcall WTHelperGetProvCertFromChain(int64 pSgnr, uint32 idxCert)',
    ),
    // wincrypt/nf-wincrypt-certopenstore, -certfindcertificateinstore: return 0 if there is none.
    CertOpenStore: crypt32.func(
      'int64 __stdcall CertOpenStore(int64 lpszStoreProvider, uint32 dwEncodingType, int64 hCryptProv, uint32 dwFlags, str16 pvPara)',
    ),
    CertFindCertificateInStore: crypt32.func(
      'int64 __stdcall CertFindCertificateInStore(int64 hCertStore, uint32 dwCertEncodingType, uint32 dwFindFlags, uint32 dwFindType, int64 pvFindPara, int64 pPrevCertContext)',
    ),
    // wincrypt/nf-wincrypt-certfreecertificatecontext, -certclosestore
    CertFreeCertificateContext: crypt32.func(
      'int32 __stdcall CertFreeCertificateContext(int64 pCertContext)',
    ),
    CertCloseStore: crypt32.func('int32 __stdcall CertCloseStore(int64 hCertStore, uint32 dwFlags)'),
    // wincrypt/nf-wincrypt-certgetnamestringw: returns the length with the NUL, 1 for no name.
    CertGetNameStringW: crypt32.func(
      'uint32 __stdcall CertGetNameStringW(int64 pCertContext, uint32 dwType, uint32 dwFlags, void *pvTypePara, void *pszNameString, uint32 cchNameString)',
    ),
  };
}

/**
 * @returns what Windows says about the file's own signature. A signature in a Windows catalogue does not count
 * @throws Win32Error if this Windows can't tell
 */
export async function signatureOf(path: string): Promise<Signature> {
  refuseNul('WinVerifyTrust', path);
  return signatureBy(await verify(dataFor(path, WTD_STATEACTION_IGNORE, WTD_CACHE_ONLY_URL_RETRIEVAL)));
}

/**
 * @param handle of the open file, which Windows reads
 * @param path of the same file, by which Windows determines the kind of file
 * @param network whether a missing certificate may be fetched; revocation is never checked
 * @returns what Windows says about the file's own signature, and its signer if Windows accepts it. A root that only the
 *   user trusts does not count, because any program of the user can add one without a prompt
 * @throws Win32Error if this Windows can't tell
 */
export async function signerOf(
  handle: KernelHandle,
  path: string,
  network: 'online' | 'offline',
): Promise<Signed> {
  refuseNul('WinVerifyTrust', path);
  const flags = network === 'online' ? 0 : WTD_CACHE_ONLY_URL_RETRIEVAL;
  const data = dataFor(path, WTD_STATEACTION_VERIFY, flags, handle);
  try {
    const signature = signatureBy(await verify(data));
    if (signature.kind !== 'valid') return { signature, signer: undefined };
    const chain = certificatesIn(data.hWVTStateData);
    if (!isMachinesRoot(chain.at(-1))) {
      return { signature: { kind: 'refused', status: CERT_E_UNTRUSTEDROOT }, signer: undefined };
    }
    return { signature, signer: nameOf(chain[0]) };
  } finally {
    await verify({
      ...dataFor(path, WTD_STATEACTION_CLOSE, flags, handle),
      hWVTStateData: data.hWVTStateData,
    });
  }
}

interface Signed {
  readonly signature: Signature;
  /** An X.500 name: `CN=…, O=…, C=…`. */
  readonly signer: string | undefined;
}

/**
 * @param state of a valid signature. @returns the signer's certificate, followed by each certificate that issued the
 *   previous one
 */
function certificatesIn(state: number): Address[] {
  const wintrust = (loaded ??= loadWintrust());
  const data = wintrust.WTHelperProvDataFromStateData(state);
  const signer = data === 0 ? 0 : wintrust.WTHelperGetProvSignerFromChain(data, 0, 0, 0);
  const certificates: Address[] = [];
  for (;;) {
    const entry = signer === 0 ? 0 : wintrust.WTHelperGetProvCertFromChain(signer, certificates.length);
    if (entry === 0) return certificates;
    certificates.push(Number(koffi.decode(BigInt(entry), OFFSET_OF_CERTIFICATE, 'int64')));
  }
}

function isMachinesRoot(certificate: Address | undefined): boolean {
  return certificate !== undefined && rootStores.some((name) => isInMachinesStore(certificate, name));
}

function isInMachinesStore(certificate: Address, name: string): boolean {
  const crypt32 = (loaded ??= loadWintrust());
  const flags = CERT_SYSTEM_STORE_LOCAL_MACHINE | CERT_STORE_READONLY_FLAG | CERT_STORE_OPEN_EXISTING_FLAG;
  const store = crypt32.CertOpenStore(CERT_STORE_PROV_SYSTEM_W, 0, 0, flags, name);
  // A store that has never been written to may be missing.
  if (store === 0) return false;
  try {
    const found = crypt32.CertFindCertificateInStore(
      ...[store, X509_ASN_ENCODING, 0, CERT_FIND_EXISTING, certificate, 0],
    );
    if (found === 0) return false;
    // Wine treats certificates with the same issuer and number as the same.
    const isSame = encoded(found).equals(encoded(certificate));
    crypt32.CertFreeCertificateContext(found);
    return isSame;
  } finally {
    crypt32.CertCloseStore(store, 0);
  }
}

/** CERT_CONTEXT: the address and the length of the encoded certificate. */
function encoded(certificate: Address): Buffer {
  const address = BigInt(certificate);
  const bytes = BigInt(koffi.decode(address, 8, 'int64') as number | bigint);
  return Buffer.from(koffi.decode(bytes, 'uint8', Number(koffi.decode(address, 16, 'uint32'))) as number[]);
}

/** @returns undefined if it has no name */
function nameOf(certificate: Address | undefined): string | undefined {
  if (certificate === undefined) return undefined;
  const crypt32 = (loaded ??= loadWintrust());
  const kind = new Uint32Array([CERT_X500_NAME_STR | CERT_NAME_STR_REVERSE_FLAG]);
  const text = Buffer.alloc(2 * LONGEST_NAME);
  const length = crypt32.CertGetNameStringW(certificate, CERT_NAME_RDN_TYPE, 0, kind, text, LONGEST_NAME);
  return length > 1 && length < LONGEST_NAME ? text.toString('utf16le', 0, 2 * (length - 1)) : undefined;
}

/** @param data filled by the call. @returns 0 or an HRESULT, as an unsigned number */
function verify(data: WINTRUST_DATA): Promise<number> {
  const { WinVerifyTrust } = (loaded ??= loadWintrust());
  return new Promise((resolve, reject) => {
    WinVerifyTrust.async(NO_WINDOW, GENERIC_VERIFY, data, (error, result) => {
      if (error instanceof Error) reject(error);
      else resolve(result);
    });
  });
}

function signatureBy(status: number): Signature {
  if (status === 0) return { kind: 'valid' };
  return status === TRUST_E_NOSIGNATURE ? { kind: 'none' } : { kind: 'refused', status };
}

function dataFor(
  path: string,
  dwStateAction: number,
  dwProvFlags: number,
  handle: KernelHandle | 0 = 0,
): WINTRUST_DATA {
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
      hFile: handle,
      pgKnownSubject: null,
    },
    dwStateAction,
    hWVTStateData: 0,
    pwszURLReference: null,
    dwProvFlags,
    dwUIContext: 0,
    pSignatureSettings: null,
  };
}
