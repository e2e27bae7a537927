import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeAppFolder } from '../../build/packaging/app-folder.ts';
import type { Architecture } from '../../build/packaging/architectures.ts';
import { readProduct } from '../../build/packaging/product.ts';
import { runBuilder } from '../../build/packaging/run-builder.ts';
import { writeStandInElectron } from '../../build/packaging/stand-in-electron.ts';
import { DIST_OUT, ROOT } from '../../build/paths.ts';
import { runOrThrow } from '../../build/run.ts';
import { MINGW, pathOf } from '../../build/tools.ts';
import type { WinePrefix } from '../../build/wine.ts';
import { installerBits, makeStandInNsis, type InstallerBits } from './stand-in-nsis.ts';

/** The output of packaging: out/dist, or another folder of the same kind. */
export interface MadeInstallers {
  readonly folder: string;
  readonly version: string;
  /** 32, as in a release, unless this computer cannot run 32-bit programs. */
  readonly bits: InstallerBits;
}

/** @returns what `npm run dist` has made */
export async function finishedInstallers(): Promise<MadeInstallers> {
  return { folder: DIST_OUT, version: (await readProduct()).manifest.version, bits: 32 };
}

export function installerOf({ folder, version }: MadeInstallers, architecture: Architecture): string {
  return join(folder, `Sigma-${version}-${architecture}-setup.exe`);
}

/**
 * Has electron-builder make the installers as `npm run dist` does, but without its downloads: from a stand-in for
 * Electron, whose Sigma.exe is test/dist/programs/stand-in-client.c, and with stand-ins for NSIS' plug-ins.
 */
export async function makeInstallers(workshop: string, prefix: WinePrefix): Promise<MadeInstallers> {
  const bits = await installerBits();
  // electron-builder takes these only from the environment, and starts Wine itself.
  Object.assign(process.env, prefix.environment, await makeStandInNsis(join(workshop, 'nsis'), bits), {
    SIGMA_UPDATE_URL: 'https://updates.example/sigma/',
  });
  const product = await readProduct();
  const output = join(workshop, 'output');
  const appFolder = join(output, 'app');
  await makeAppFolder(appFolder, product.manifest);
  const electronFolders = { x64: join(workshop, 'electron-x64'), arm64: join(workshop, 'electron-arm64') };
  const client = await readFile(await compileProgram('stand-in-client', workshop, '-mwindows'));
  await writeStandInElectron(electronFolders.x64, 'x64', client);
  await writeStandInElectron(electronFolders.arm64, 'arm64');
  const places = { appFolder, serviceFolder: join(output, 'service'), output, electronFolders };
  await runBuilder(product, places, 'nsis');
  return { folder: output, version: product.manifest.version, bits };
}

/** Compiles a program from test/dist/programs. @returns its path */
export async function compileProgram(name: string, folder: string, ...options: string[]): Promise<string> {
  await mkdir(folder, { recursive: true });
  const program = join(folder, `${name}.exe`);
  const source = join(ROOT, 'test', 'dist', 'programs', `${name}.c`);
  const switches = ['-O2', '-Wall', '-Wextra', '-Werror', '-municode', '-s', ...options];
  await runOrThrow(pathOf(MINGW), [...switches, '-o', program, source]);
  return program;
}
