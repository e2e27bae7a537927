/**
 * What Node 26, libuv, ICU and OpenSSL read of the environment in native code, and SigmaSrv.exe does not: it may be
 * elevated, and the environment is anybody's of the same user (`HKCU\Environment`). Some of them name files and folders
 * that would be read, written or made, OpenSSL's any DLL. Switches do not help: the environment comes first, or has none.
 * Node's own scripts read more of them, which name no file: test/win32/environment.test.ts has all.
 */
export const UNKNOWN_VARIABLES = [
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
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ICU_TIMEZONE_FILES_DIR',
  'OPENSSL_CONF',
  'OPENSSL_CONF_INCLUDE',
  'OPENSSL_ENGINES',
  'OPENSSL_MODULES',
  'OSSL_QFILTER',
  'QLOGDIR',
  'SSL_CERT_DIR',
  'SSL_CERT_FILE',
  'UV_THREADPOOL_SIZE',
];

/**
 * Takes the names of environment variables from an executable, which then never sees the variables. For those that Node
 * and its libraries obey without a script, and for which there is no switch.
 * @param image the executable's bytes, which stay as they are
 * @throws Error unless each name is there, once, as one of C's texts, which stand one behind the other. V8's snapshots
 *   in the executable may have it as well, where its length stands before it: those are for scripts.
 */
export function withoutVariables(image: Buffer, names: readonly string[]): Buffer {
  const changed = Buffer.from(image);
  // What is left behind the first letter may be another text as well: linkers share the ends of texts.
  for (const name of names) changed[placeOf(name, image)] = 0;
  return changed;
}

function placeOf(name: string, image: Buffer): number {
  const text = Buffer.from(`\0${name}\0`, 'latin1');
  const [at, another] = placesOf(text, image).filter((place) => place > 0 && image[place - 1] !== 0);
  if (at === undefined || another !== undefined) {
    throw new Error(`The executable does not have the text ${name} once.`);
  }
  return at + 1;
}

function placesOf(text: Buffer, image: Buffer): number[] {
  const places: number[] = [];
  for (let at = image.indexOf(text); at !== -1; at = image.indexOf(text, at + 1)) places.push(at);
  return places;
}
