import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The keys that Debian's packages are signed with. */
export const DEBIAN_KEYS = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Wine 10 and its libraries, for all of a user's checkouts. */
export const WINE_ROOT = join(userCache(), 'wine-10');

/** A program that Sigma needs besides Node, and that npm can't install. */
export interface Tool {
  readonly name: string;
  /** What it is needed for. */
  readonly purpose: string;
  /** The Debian packages that contain it. */
  readonly packages: readonly string[];
  /** @returns the path of the program, for people; undefined if it is missing */
  readonly find: () => string | undefined;
}

export const CHROMIUM: Tool = {
  name: 'Chromium',
  purpose: "shows the window where Electron's own binary cannot be had",
  packages: ['chromium'],
  find: findChromium,
};

/** Debian has Chromium's old headless mode as a separate program; elsewhere the whole browser does its work. */
export const HEADLESS_BROWSER: Tool = {
  name: "Chromium's headless shell",
  purpose: 'shows the window where nobody sees it, for less than half of the processor time',
  packages: ['chromium-headless-shell'],
  // Not through its script on the PATH, which would stay in between: a signal would not reach the browser.
  find: () => (isDebian() ? findFile(['/usr/lib/chromium'], ['chromium-headless-shell']) : findChromium()),
};

/** Wine is not a program of this system: wine-root.ts downloads it when it is first needed. */
export const WINE: Tool = {
  name: 'Wine',
  purpose: 'runs the Windows half: the service, its manager and the mailslots',
  packages: ['util-linux', 'mount', 'debian-archive-keyring'],
  find: findWine,
};

export const MINGW: Tool = {
  name: 'mingw-w64',
  purpose: 'compiles the C programs that the Windows tests talk to',
  packages: ['gcc-mingw-w64-x86-64'],
  find: findMingw,
};

export const MINGW_32: Tool = {
  name: 'mingw-w64 for 32 bits',
  purpose: 'compiles plug-ins for the installer, which is a 32-bit program',
  packages: ['gcc-mingw-w64-i686'],
  find: () => findOnPath(['i686-w64-mingw32-gcc']),
};

export const NSIS: Tool = {
  name: 'NSIS',
  purpose: 'compiles the installer, to run it under Wine',
  packages: ['nsis'],
  find: () => findOnPath(['makensis']),
};

export const OSSLSIGNCODE: Tool = {
  name: 'osslsigncode',
  purpose: 'signs a package, to see that all of it gets signed',
  packages: ['osslsigncode', 'openssl'],
  find: () => (findOnPath(['openssl']) === undefined ? undefined : findOnPath(['osslsigncode'])),
};

export const XVFB: Tool = {
  name: 'Xvfb',
  purpose: "is Electron's display where there is none",
  packages: ['xvfb'],
  find: findXvfb,
};

/** The tools used where Sigma runs on Linux; Windows needs only a browser, and has Edge. */
export const LINUX_TOOLS: readonly Tool[] = [
  WINE,
  CHROMIUM,
  HEADLESS_BROWSER,
  XVFB,
  MINGW,
  MINGW_32,
  NSIS,
  OSSLSIGNCODE,
];

/** @returns what is missing, what it is for and how to get it, for people */
export function missingText(tool: Tool): string {
  const { name, purpose, packages } = tool;
  const what = `${name} is missing, which ${purpose}.`;
  if (process.platform !== 'linux') return `${what} Install it.`;
  return `${what} Run "npm run setup", or install it yourself (Debian: apt-get install ${packages.join(' ')}).`;
}

/**
 * @returns the path of the program
 * @throws Error that says how to get it if it is missing
 */
export function pathOf(tool: Tool): string {
  const path = tool.find();
  if (path === undefined) throw new Error(missingText(tool));
  return path;
}

/** @returns an installed Chromium, Chrome or Edge; undefined if there is none */
function findChromium(): string | undefined {
  switch (process.platform) {
    case 'win32':
      return findFile(programFolders(), [
        String.raw`Google\Chrome\Application\chrome.exe`,
        String.raw`Microsoft\Edge\Application\msedge.exe`,
      ]);
    case 'darwin':
      return findFile(['/Applications'], ['Google Chrome.app/Contents/MacOS/Google Chrome']);
    default:
      return findOnPath([
        'chromium',
        'chromium-browser',
        'google-chrome',
        'google-chrome-stable',
        'microsoft-edge',
      ]);
  }
}

/** Whether this is Debian itself: related systems do not have all of its packages. */
function isDebian(): boolean {
  const release = '/etc/os-release';
  return existsSync(release) && /^ID="?debian"?$/m.test(readFileSync(release, 'utf8'));
}

/** @returns where it is or will be, if there is something to download and run it */
function findWine(): string | undefined {
  const commands = ['apt-get', 'dpkg-deb', 'setarch', 'unshare', 'mount'];
  const isComplete = existsSync(DEBIAN_KEYS) && commands.every((name) => findOnPath([name]) !== undefined);
  if (!isComplete) return undefined;
  return existsSync(WINE_ROOT) ? WINE_ROOT : `${WINE_ROOT}, as soon as something needs it`;
}

/** Sigma's folder below the user's caches. */
function userCache(): string {
  const caches = process.env['XDG_CACHE_HOME'];
  return join(caches === undefined || caches === '' ? join(homedir(), '.cache') : caches, 'sigma');
}

export function findMingw(): string | undefined {
  return findOnPath(['x86_64-w64-mingw32-gcc', 'x86_64-w64-mingw32-gcc.exe']);
}

function findXvfb(): string | undefined {
  return findOnPath(['Xvfb']);
}

/** @returns the path of the first of these commands that is installed */
export function findOnPath(commands: readonly string[]): string | undefined {
  return findFile((process.env['PATH'] ?? '').split(delimiter), commands);
}

function programFolders(): string[] {
  const variables = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'];
  return variables.map((name) => process.env[name]).filter((folder) => folder !== undefined);
}

function findFile(folders: readonly string[], files: readonly string[]): string | undefined {
  return files.flatMap((file) => folders.map((folder) => join(folder, file))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
