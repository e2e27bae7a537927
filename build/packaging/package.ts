import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeAppFolder } from './app-folder.ts';
import { ARCHITECTURES, type Architecture } from './architectures.ts';
import { packageProblems } from './check-package.ts';
import type { PackagingPlaces } from './configuration.ts';
import { localElectron } from './local-electron.ts';
import { readProduct, type Product } from './product.ts';
import { runBuilder } from './run-builder.ts';

/** The result of packaging. */
export interface Packages {
  /** The folder of the unpacked package for each processor. */
  readonly folders: Readonly<Record<Architecture, string>>;
  /** The paths of the installers and of the files that go with them. */
  readonly installers: readonly string[];
  /** The processors for which Electron is a stand-in. */
  readonly standIns: readonly Architecture[];
}

/**
 * Packages the Sigma in `out/app/` without installers, with what this computer has: a stand-in if it has no Electron
 * for Windows.
 * @param output a folder of its own, which is emptied
 * @throws Error that says what is wrong with the package
 */
export async function packageFolders(output: string): Promise<Packages> {
  const product = await prepare(output);
  const { folders, standIns } = await localElectron(join(output, 'stand-in'));
  await runBuilder(product, { ...placesIn(output), electronFolders: folders }, 'dir');
  return { folders: await checkedFolders(output, product), installers: [], standIns };
}

/**
 * Packages the Sigma in `out/app/` with Electron, and makes the installers.
 * @param output a folder of its own, which is emptied
 * @throws Error that says what is not available, or what is wrong with the package
 */
export async function packageInstallers(output: string): Promise<Packages> {
  const product = await prepare(output);
  const places = { ...placesIn(output), electronFolders: undefined };
  const installers = await runBuilder(product, places, 'nsis');
  return { folders: await checkedFolders(output, product), installers, standIns: [] };
}

function placesIn(output: string): Pick<PackagingPlaces, 'appFolder' | 'serviceFolder' | 'output'> {
  return { appFolder: join(output, 'app'), serviceFolder: join(output, 'service'), output };
}

async function prepare(output: string): Promise<Product> {
  // Files left by an earlier run would look like results of this one.
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  const product = await readProduct();
  await makeAppFolder(placesIn(output).appFolder, product.manifest);
  return product;
}

async function checkedFolders(output: string, product: Product): Promise<Packages['folders']> {
  // The names are electron-builder's.
  const folders = { x64: join(output, 'win-unpacked'), arm64: join(output, 'win-arm64-unpacked') };
  for (const architecture of ARCHITECTURES) {
    const problems = await packageProblems(folders[architecture], architecture, product);
    if (problems.length === 0) continue;
    throw new Error(`The package for ${architecture} is not as it has to be:\n  ${problems.join('\n  ')}`);
  }
  return folders;
}
