import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DEBIAN_KEYS, findOnPath, missingText, WINE, WINE_ROOT } from './tools.ts';
import { ROOT } from './paths.ts';
import { run, runOrThrow } from './run.ts';

/** Paths of its programs, as these programs themselves see them. */
export const WINE64 = '/usr/lib/wine/wine64';
export const WINESERVER = '/usr/lib/wine/wineserver64';

const SUITE = 'trixie';
const MIRROR = 'http://deb.debian.org/debian';
const PACKAGE_32_BIT = 'libwine:i386';
/** Contains C.UTF-8, without which Wine loses the letters of other languages. */
const LOCALE_PACKAGE = 'libc-bin';
const UNIX_LIBRARIES = join('usr', 'lib', 'x86_64-linux-gnu', 'wine');
const WINDOWS_32_BIT = join('usr', 'lib', 'i386-linux-gnu', 'wine', 'i386-windows');

/** Folders that nothing there reads. */
const NOT_NEEDED = ['doc', 'man', 'locale', 'icons', 'info'].map((name) => join('usr', 'share', name));

/** The offset of Wine's mark, in bytes. */
const BUILTIN_AT = 64;
const BUILTIN_BYTES = 32;

/** The most files that are passed to `strip` at once. */
const STRIP_FILES = 200;

/** Run by a shell that gets the root as its $0, followed by the program and its arguments. */
const MOUNT = 'mount --bind "$0/usr" /usr && exec "$@"';

export type Command = readonly [command: string, ...commandArguments: string[]];

let bringing: Promise<string> | undefined;
let command: Command | undefined;

/**
 * The folder of Wine's root: the `usr` of a Debian 13 with Wine 10, 32-bit Windows programs, and the libraries it
 * needs, and nothing else. Debian 12's own Wine is version 8, and 32-bit Wine would need i386 libraries of the whole
 * system. Wine since version 9 runs 32-bit programs in a 64-bit process, and needs only the Windows half of its 32-bit
 * package (`i386-windows`): https://gitlab.winehq.org/wine/wine/-/wikis/Wow64
 *
 * It is downloaded when first needed, and kept in the user's cache for all checkouts. Progress goes to standard error.
 * No administrator rights are needed.
 * @throws Error that says what is missing, or what failed
 */
function wineRoot(): Promise<string> {
  bringing ??= bring(WINE_ROOT);
  return bringing;
}

/**
 * The command that starts a program of the root, followed by the program's path and arguments. The program sees this
 * system, with the root's `/usr` in place of its own: a mount that nobody else sees, and that ends with the last of its
 * processes. In the end only that one process is started, so signals reach it and its exit code is its own.
 *
 * Without random addresses, if the system allows that, which a container may not. Debian's Wine comes without the
 * preloader that reserves what Windows has at fixed addresses. Its heap begins anywhere in 1 GiB, and in one of about
 * 2,500 starts it was at 0x7ffe0000, where Windows shares data with every process: then the program ends before it
 * begins, with c0000018. https://man7.org/linux/man-pages/man8/setarch.8.html
 * @throws Error if Wine can't be downloaded, or this system does not allow mounting
 */
export async function wineCommand(): Promise<Command> {
  const root = await wineRoot();
  command ??= await tryOut(root);
  return command;
}

async function tryOut(root: string): Promise<Command> {
  if (ROOT.startsWith('/usr/')) {
    throw new Error('Programs under Wine see another /usr: move this folder out of there.');
  }
  // An ordinary user may mount only as root of a user namespace, which does not bother Wine.
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const mounted = [...['unshare', '--mount'], ...asRoot, '/bin/sh', '-c', MOUNT, root];
  const fixed: Command = ['setarch', '--addr-no-randomize', ...mounted];
  const random: Command = ['env', ...mounted];
  const wanted = (await run('setarch', ['--addr-no-randomize', 'true'])).code === 0 ? fixed : random;
  const [program, ...values] = wanted;
  const { code, output } = await run(program, [...values, WINE64, '--version'], { output: 'capture' });
  if (code === 0) return wanted;
  throw new Error(
    `Wine does not start. It needs a mount namespace of its own, which containers and Ubuntu may forbid ` +
      `(docker run --cap-add SYS_ADMIN; sysctl kernel.apparmor_restrict_unprivileged_userns=0).\n${output}`,
  );
}

/** Unfinished work is in a folder of its own, so an interruption leaves nothing that looks complete. */
async function bring(root: string): Promise<string> {
  if (existsSync(root)) return root;
  if (WINE.find() === undefined) throw new Error(missingText(WINE));
  say('bringing Wine 10, once: 310 MB to download, 1 GB on the disk.');
  await mkdir(dirname(root), { recursive: true });
  const workshop = await mkdtemp(`${root}-bringing-`);
  try {
    const made = join(workshop, 'root');
    await unpack(await download(workshop), made, workshop);
    await addZlib(made);
    await shrink(made);
    await rename(made, root).catch((error: unknown) => {
      // Another process may have been faster.
      if (!existsSync(root)) throw error;
    });
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
  say(`it is in ${root}.`);
  return root;
}

interface Packages {
  readonly native: readonly string[];
  readonly windows32Bit: string;
}

/**
 * Makes apt find and verify the packages, with lists and a state of its own: this system's packages are neither queried
 * nor changed.
 */
async function download(workshop: string): Promise<Packages> {
  const sources = join(workshop, 'sources');
  const archives = join(workshop, 'cache', 'archives');
  const windows32Bit = join(workshop, '32-bit');
  const state = join(workshop, 'state');
  for (const folder of [sources, windows32Bit, join(archives, 'partial'), join(state, 'lists', 'partial')])
    await mkdir(folder, { recursive: true });
  await writeFile(join(state, 'status'), '');
  await writeFile(join(sources, 'wine.sources'), sourceOf(SUITE));
  const options = [
    'Dir::Etc::SourceList=/dev/null',
    `Dir::Etc::SourceParts=${sources}`,
    `Dir::State=${state}`,
    `Dir::State::Lists=${join(state, 'lists')}`,
    `Dir::State::Status=${join(state, 'status')}`,
    `Dir::Cache=${join(workshop, 'cache')}`,
    'Dir::Cache::PkgCache=',
    'Dir::Cache::SrcPkgCache=',
    // As root, apt would download as a user who may not open this folder.
    'APT::Sandbox::User=root',
    'APT::Install-Recommends=false',
    'APT::Architecture=amd64',
    'APT::Architectures::=amd64',
    'APT::Architectures::=i386',
    'Acquire::Retries=3',
  ].flatMap((option) => ['-o', option]);
  const aptGet = (...values: readonly string[]): Promise<string> =>
    runOrThrow('apt-get', ['--quiet', ...options, ...values], { cwd: windows32Bit });
  say(`reading the list of Debian's packages (${SUITE}).`);
  await aptGet('update');
  say('downloading its packages.');
  await aptGet('install', '--yes', '--download-only', 'wine64', LOCALE_PACKAGE);
  await aptGet('download', PACKAGE_32_BIT);
  const [second] = await packagesIn(windows32Bit);
  if (second === undefined) throw new Error(`apt-get downloaded no ${PACKAGE_32_BIT}.`);
  return { native: await packagesIn(archives), windows32Bit: second };
}

function sourceOf(suite: string): string {
  const fields = {
    Types: 'deb',
    URIs: MIRROR,
    Suites: suite,
    Components: 'main',
    'Signed-By': DEBIAN_KEYS,
  };
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

async function packagesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.deb')).map((name) => join(folder, name));
}

/** Extracts only the files: what the packages would set up is for a whole system. */
async function unpack({ native, windows32Bit }: Packages, root: string, workshop: string): Promise<void> {
  say(`unpacking ${native.length} packages.`);
  await mkdir(root);
  for (const file of native) await runOrThrow('dpkg-deb', ['--extract', file, root]);
  const other = join(workshop, 'i386');
  await runOrThrow('dpkg-deb', ['--extract', windows32Bit, other]);
  await cp(join(other, WINDOWS_32_BIT), join(root, UNIX_LIBRARIES, 'i386-windows'), { recursive: true });
}

/**
 * Does the one thing in the packages' scripts that Wine can't start without: creates a copy of MinGW's zlib that Wine
 * takes for one of its own, by the mark that libwine's postinst puts into the DOS part of the file.
 */
async function addZlib(root: string): Promise<void> {
  for (const [compiler, wine] of [
    ['x86_64', 'x86_64'],
    ['i686', 'i386'],
  ] as const) {
    const library = await readFile(join(root, 'usr', `${compiler}-w64-mingw32`, 'lib', 'zlib1.dll'));
    library.fill(0, BUILTIN_AT, BUILTIN_AT + BUILTIN_BYTES).write('Wine builtin DLL', BUILTIN_AT, 'latin1');
    await writeFile(join(root, UNIX_LIBRARIES, `${wine}-windows`, 'zlib1.dll'), library);
  }
}

/** Most of Wine's programs is debugging information, and every prefix has copies of them all. */
async function shrink(root: string): Promise<void> {
  for (const folder of NOT_NEEDED) await rm(join(root, folder), { recursive: true, force: true });
  const strip = findOnPath(['strip', 'x86_64-w64-mingw32-strip']);
  if (strip === undefined) return;
  for (const half of ['x86_64-windows', 'i386-windows']) {
    const folder = join(root, UNIX_LIBRARIES, half);
    const files = (await readdir(folder)).map((name) => join(folder, name));
    for (let first = 0; first < files.length; first += STRIP_FILES) {
      // It fails for files that are no programs, and processes the others.
      const some = files.slice(first, first + STRIP_FILES);
      await run(strip, ['--strip-debug', ...some], { output: 'capture' });
    }
  }
}

function say(what: string): void {
  console.error(`Wine: ${what}`);
}
