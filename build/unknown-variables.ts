/**
 * What Node 26 and what it contains (libuv, ICU, OpenSSL, c-ares, simdjson, simdutf) read of the environment in native
 * code, and SigmaSrv.exe does not: it may be elevated, and the environment is anybody's of the same user
 * (`HKCU\Environment`). Some of these variables name files and folders that would be read, written or made; OpenSSL's, any
 * DLL. Node has no switch that wins over most of them. They are all that is handed to what looks variables up in the
 * executable, but for TZ, PATH, and the system's, the person's and the temporary folder, which nothing here uses. What
 * Node's own scripts read besides names no file: test/win32/environment.test.ts.
 */
export const UNKNOWN_VARIABLES = [
  'CARES_HOSTS',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'ICU_TIMEZONE_FILES_DIR',
  'LEGACY_GOST_PKCS12',
  'LOCALDOMAIN',
  'NODE_COMPILE_CACHE',
  'NODE_COMPILE_CACHE_PORTABLE',
  'NODE_COMPILE_CACHE_READONLY',
  'NODE_DEBUG_NATIVE',
  'NODE_EXTRA_CA_CERTS',
  'NODE_ICU_DATA',
  'NODE_PENDING_DEPRECATION',
  'NODE_PRESERVE_SYMLINKS',
  'NODE_PRESERVE_SYMLINKS_MAIN',
  'NODE_REDIRECT_WARNINGS',
  'NODE_REPL_EXTERNAL_MODULE',
  'NODE_SKIP_PLATFORM_CHECK',
  'NODE_USE_ENV_PROXY',
  'NODE_USE_SYSTEM_CA',
  'NODE_V8_COVERAGE',
  'NO_PROXY',
  'OPENSSL_CONF',
  'OPENSSL_CONF_INCLUDE',
  'OPENSSL_ENGINES',
  'OPENSSL_MODULES',
  'OPENSSL_ia32cap',
  'OSSL_QFILTER',
  'QLOGDIR',
  'RES_OPTIONS',
  'SIMDJSON_FORCE_IMPLEMENTATION',
  'SIMDUTF_FORCE_IMPLEMENTATION',
  'SSL_CERT_DIR',
  'SSL_CERT_FILE',
  'UV_THREADPOOL_SIZE',
  'http_proxy',
  'https_proxy',
  'no_proxy',
];

/** The same, by names in UTF-16. */
export const UNKNOWN_WIDE_VARIABLES = ['OPENSSL_WIN32_UTF8', 'OPENSSL_ia32cap', 'RANDFILE'];

/**
 * Takes the names of environment variables from an executable, which then never sees the variables. For those that Node
 * and its libraries obey without a script.
 * @param image the executable's bytes, which stay as they are
 * @param names as C has texts, one behind the other, each with a zero behind it. V8's snapshots in the executable may have
 *   them as well, where their length stands before them: those are for scripts
 * @param wideNames as C has texts in UTF-16
 * @throws Error unless each name is there once
 */
export function withoutVariables(
  image: Buffer,
  names: readonly string[],
  wideNames: readonly string[],
): Buffer {
  const changed = Buffer.from(image);
  // What is left behind the first letter may be another text as well: linkers share the ends of texts.
  for (const name of names) changed[placeOf(name, image)] = 0;
  for (const name of wideNames) changed[placeOfWide(name, image)] = 0;
  return changed;
}

function placeOf(name: string, image: Buffer): number {
  const places = placesOf(Buffer.from(`\0${name}\0`, 'latin1'), image);
  return (
    1 +
    theOnly(
      name,
      places.filter((place) => place > 0 && image[place - 1] !== 0),
    )
  );
}

function placeOfWide(name: string, image: Buffer): number {
  return theOnly(name, placesOf(Buffer.from(`${name}\0`, 'utf16le'), image));
}

function theOnly(name: string, [at, another]: readonly number[]): number {
  if (at !== undefined && another === undefined) return at;
  throw new Error(`The executable does not have the text ${name} once.`);
}

function placesOf(text: Buffer, image: Buffer): number[] {
  const places: number[] = [];
  for (let at = image.indexOf(text); at !== -1; at = image.indexOf(text, at + 1)) places.push(at);
  return places;
}
