import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { HELPER_FILE } from '../app.ts';
import { machineEntry } from '../portable-executable.ts';
import { SERVICE_FILE_NAMES } from '../service-executable.ts';
import { KOFFI_FILES } from './app-folder.ts';
import { MACHINES, SERVICE_ARCHITECTURE, type Architecture } from './architectures.ts';
import { readArchivedText, readArchiveHeader, type ArchiveHeader } from './asar-archive.ts';
import { FUSE_NAMES, FUSES, readFuses } from './fuses.ts';
import type { Product } from './product.ts';
import { firstPage, imagesIn, isSigned } from './signed-images.ts';

/** Files that must be in the archive. */
const ARCHIVED = [
  'main.js',
  'preload.cjs',
  'about.json',
  HELPER_FILE,
  'package.json',
  'sigma.ico',
  'renderer/index.html',
];

/** Other files that may be in it, under changing names, and the least number of each. */
const BUNDLED: readonly (readonly [pattern: RegExp, atLeast: number])[] = [
  [/^[\w-]+\.chunk\.js$/, 0],
  [/^[\w-]+\.worker\.cjs$/, 2],
  [/^health\/tray-[\w-]+\.ico$/, 1],
  [/^health\/overlay-[\w-]+\.png$/, 1],
  [/^renderer\/assets\/[\w-]+\.js$/, 1],
  [/^renderer\/assets\/[\w-]+\.css$/, 1],
  [/^renderer\/[\w-]+\.svg$/, 0],
];

/** The parts of koffi that run, and its addon, the only one that lies beside the archive. */
function koffiFiles(architecture: Architecture): { readonly scripts: string[]; readonly addon: string } {
  const addonFolder = `node_modules/@koromix/koffi-win32-${architecture}`;
  return {
    scripts: [
      ...KOFFI_FILES.map((file) => `node_modules/koffi/${file}`),
      ...['package.json', 'index.js'].map((file) => `${addonFolder}/${file}`),
    ],
    addon: `${addonFolder}/win32_${architecture}/koffi.node`,
  };
}

/**
 * @param folder an unpacked package
 * @returns everything that is wrong with it, in words; empty for a good package
 */
export async function packageProblems(
  folder: string,
  architecture: Architecture,
  product: Product,
): Promise<string[]> {
  const present = await readdir(folder, { recursive: true });
  const files = new Set(present.map((file) => file.replaceAll('\\', '/')));
  const { addon } = koffiFiles(architecture);
  const unpacked = `resources/app.asar.unpacked/${addon}`;
  const executable = `${product.manifest.productName}.exe`;
  const machines: Readonly<Record<string, Architecture>> = {
    [executable]: architecture,
    [unpacked]: architecture,
    ...Object.fromEntries(
      SERVICE_FILE_NAMES.map((name) => [`resources/service/${name}`, SERVICE_ARCHITECTURE]),
    ),
  };
  const wanted = [...Object.keys(machines), 'resources/app.asar'];
  const missing = wanted.filter((file) => !files.has(file));
  if (missing.length > 0) return missing.map((file) => `${file} is missing`);
  const superfluous = [...files].filter((file) => isSuperfluous(file, wanted));
  const archive = join(folder, 'resources', 'app.asar');
  const header = readArchiveHeader(archive);
  return [
    ...superfluous.map((file) => `${file} is not expected there`),
    ...archiveProblems(header, architecture),
    ...(await helperProblems(archive, join(folder, 'resources', 'service'))),
    ...(await machineProblems(folder, machines)),
    ...(await signatureProblems(folder, executable)),
    ...(await executableProblems(join(folder, executable), product, header)),
  ];
}

/** Added by electron-builder: the source of updates, and the program that elevates their installer. */
const OF_UPDATES = ['resources/app-update.yml', 'resources/elevate.exe'];

/** Only Electron knows what it needs beside the resources folder. */
function isSuperfluous(file: string, wanted: readonly string[]): boolean {
  if (!file.startsWith('resources/')) return file === 'version' || file === 'electron.exe';
  return ![...wanted, ...OF_UPDATES].some((known) => known === file || known.startsWith(`${file}/`));
}

function archiveProblems({ files }: ArchiveHeader, architecture: Architecture): string[] {
  const { scripts, addon } = koffiFiles(architecture);
  const named = [...ARCHIVED, ...scripts, addon];
  const paths = files.map(({ path }) => path);
  const unknown = paths.filter(
    (path) => !named.includes(path) && !BUNDLED.some(([pattern]) => pattern.test(path)),
  );
  const lacking = BUNDLED.filter(
    ([pattern, atLeast]) => paths.filter((path) => pattern.test(path)).length < atLeast,
  );
  return [
    ...named.filter((path) => !paths.includes(path)).map((path) => `app.asar lacks ${path}`),
    ...lacking.map(([pattern]) => `app.asar lacks files like ${String(pattern)}`),
    ...unknown.map((path) => `app.asar has ${path}, which is not expected there`),
    ...files
      .filter(({ path, isUnpacked }) => isUnpacked !== (path === addon))
      .map(({ path, isUnpacked }) => `${path} is ${isUnpacked ? 'beside' : 'inside'} app.asar`),
  ];
}

/** The client runs no other files with administrator rights, not even the same ones with a signature. */
async function helperProblems(archive: string, serviceFolder: string): Promise<string[]> {
  const hashes = JSON.parse(readArchivedText(archive, HELPER_FILE) ?? '{}') as Record<string, string>;
  const problems: string[] = [];
  for (const name of SERVICE_FILE_NAMES) {
    const hash = createHash('sha256').update(await readFile(join(serviceFolder, name)));
    if (hash.digest('hex') !== hashes[name]) problems.push(`the client expects another ${name}`);
  }
  return problems;
}

async function machineProblems(
  folder: string,
  machines: Readonly<Record<string, Architecture>>,
): Promise<string[]> {
  const problems: string[] = [];
  for (const [file, architecture] of Object.entries(machines)) {
    const { page } = await firstPage(join(folder, file));
    if (page.readUInt16LE(machineEntry(page)) !== MACHINES[architecture])
      problems.push(`${file} is not for ${architecture}`);
  }
  return problems;
}

/** Where Windows runs only signed code, one unsigned library keeps all of Sigma from starting. */
async function signatureProblems(folder: string, executable: string): Promise<string[]> {
  if (!(await isSigned(join(folder, executable)))) return [];
  const problems: string[] = [];
  for (const file of await imagesIn(folder)) {
    if (!(await isSigned(join(folder, file)))) problems.push(`${file} is not signed, and ${executable} is`);
  }
  return problems;
}

async function executableProblems(path: string, product: Product, header: ArchiveHeader): Promise<string[]> {
  const executable = NtExecutable.from(await readFile(path), { ignoreCert: true });
  const { entries } = NtExecutableResource.from(executable, true);
  return [
    ...(await fuseProblems(path)),
    ...integrityProblems(entries, header),
    ...detailProblems(entries, product),
  ];
}

type ResourceEntries = NtExecutableResource['entries'];

async function fuseProblems(executable: string): Promise<string[]> {
  const fuses = await readFuses(executable);
  return FUSE_NAMES.filter((name) => fuses[name] !== FUSES[name]).map((name) => {
    const state = { true: 'on', false: 'off', undefined: 'not there' }[String(fuses[name])];
    return `the fuse ${name} is ${String(state)}`;
  });
}

/** Electron finds it by this type and name, and does not start with another app.asar. */
function integrityProblems(entries: ResourceEntries, { sha256 }: ArchiveHeader): string[] {
  const resources = entries.filter(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR');
  const text = resources.map(({ bin }) => Buffer.from(bin).toString('utf8')).join();
  const wanted = JSON.stringify([{ file: String.raw`resources\app.asar`, alg: 'SHA256', value: sha256 }]);
  return text === wanted ? [] : [`the executable expects another app.asar: ${text}`];
}

function detailProblems(entries: ResourceEntries, { manifest, copyright }: Product): string[] {
  const [version] = Resource.VersionInfo.fromEntries(entries);
  const [language] = version?.getAllLanguagesForStringValues() ?? [];
  const strings = language === undefined ? {} : version?.getStringValues(language);
  const wanted: Readonly<Record<string, string>> = {
    ProductName: manifest.productName,
    FileDescription: manifest.productName,
    FileVersion: manifest.version,
    CompanyName: manifest.author,
    LegalCopyright: copyright,
  };
  const wrong = Object.keys(wanted).filter((name) => strings?.[name] !== wanted[name]);
  const hasIcon = Resource.IconGroupEntry.fromEntries(entries).some(({ icons }) => icons.length > 1);
  return [
    ...wrong.map((name) => `the executable's ${name} is "${strings?.[name] ?? ''}"`),
    ...(hasIcon ? [] : ['the executable has no icon']),
  ];
}
