/**
 * The environment variables that Node 26 and its libraries (libuv, ICU, OpenSSL, c-ares, simdjson, simdutf) read in
 * native code, and SigmaSrv.exe does not: it may be elevated, and any program of the same user can set the environment
 * (`HKCU\Environment`). Some of these variables name files and folders that would be read, written or created;
 * OpenSSL's name any DLL. Node has no switch that overrides most of them. These are all variables looked up in the
 * executable, except TZ, PATH, and the system, user and temporary folders, which nothing here uses. Other variables
 * that Node's own scripts read name no file: test/win32/environment.test.ts.
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

/** The same, with names in UTF-16. */
export const UNKNOWN_WIDE_VARIABLES = ['OPENSSL_WIN32_UTF8', 'OPENSSL_ia32cap', 'RANDFILE'];

/**
 * Removes the names of environment variables from an executable, which then never sees these variables. For those that
 * Node and its libraries obey without a script.
 * @param image the executable's bytes, which are not changed
 * @param names as C stores texts, in a row, each ending in a zero. V8's snapshots in the executable may contain them
 *   too, preceded by their length: those are for scripts
 * @param wideNames as C stores texts in UTF-16
 * @throws Error unless each name is there once
 */
export function withoutVariables(
  image: Buffer,
  names: readonly string[],
  wideNames: readonly string[],
): Buffer {
  const changed = Buffer.from(image);
  // The rest after the first letter may be another text too, because linkers share the ends of texts.
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
