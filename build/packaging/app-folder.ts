import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ABOUT_FILE, writeAboutOfPackage } from '../about.ts';
import { lockedPackage } from '../locked-package.ts';
import { APP_OUT } from '../paths.ts';
import { ARCHITECTURES } from './architectures.ts';
import type { Manifest } from './product.ts';

/**
 * The files of koffi's own package that run: the main process imports them, and the threads, which are CommonJS,
 * require them. The rest is source code.
 */
export const KOFFI_FILES = [
  'package.json',
  ...['index.js', 'src/koffi/index.js', 'src/koffi/src/static.js'],
  ...['index.cjs', 'src/koffi/index.cjs', 'src/koffi/src/static.cjs'],
];

/**
 * The files of out/app that are not packaged: Windows reads the .ico file if there is a .png with the same name, which
 * is so for all but overlays.
 */
const LEFT_OUT = /\.map$|^(?!overlay-).*\.png$/;

/**
 * Puts together what the packaged Sigma contains beside Electron: the bundle, and koffi with its addons for all
 * processors. React and the other packages are in the bundle.
 */
export async function makeAppFolder(folder: string, manifest: Manifest): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const bundle = await readdir(APP_OUT, { recursive: true, withFileTypes: true });
  const files = bundle
    .filter((entry) => entry.isFile() && !LEFT_OUT.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name).slice(APP_OUT.length + 1));
  await copyFiles(APP_OUT, folder, files);
  await writeAboutOfPackage(join(folder, ABOUT_FILE));
  await copyFiles(await lockedPackage('koffi'), join(folder, 'node_modules', 'koffi'), KOFFI_FILES);
  for (const architecture of ARCHITECTURES) {
    const name = `@koromix/koffi-win32-${architecture}`;
    const addonFiles = ['package.json', 'index.js', `win32_${architecture}/koffi.node`];
    await copyFiles(await lockedPackage(name), join(folder, 'node_modules', name), addonFiles);
  }
  const { name, productName, version, description, author, license } = manifest;
  const packaged = {
    name,
    productName,
    version,
    description,
    author,
    license,
    type: 'module',
    main: 'main.js',
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(packaged, undefined, 2)}\n`);
}

async function copyFiles(from: string, to: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    await mkdir(dirname(join(to, file)), { recursive: true });
    await cp(join(from, file), join(to, file));
  }
}
