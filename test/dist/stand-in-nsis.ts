import { chmod, copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, delimiter, join } from 'node:path';
import { path7za } from '7zip-bin';
import { lockedPackage } from '../../build/locked-package.ts';
import { ROOT } from '../../build/paths.ts';
import { runOrThrow } from '../../build/run.ts';
import { runs32BitPrograms } from '../../build/runs-32-bit.ts';
import { MINGW, MINGW_32, NSIS, pathOf, type Tool } from '../../build/tools.ts';
import { WINE64, wineCommand } from '../../build/wine-root.ts';
import { toWindowsPath } from '../../build/wine.ts';

const PLUGINS = join(ROOT, 'test', 'dist', 'plugins');

/** How NSIS and 7-Zip call what they are compiled for, and what compiles plug-ins for it. */
const KINDS = {
  32: { plugins: 'x86-unicode', archiver: 'ia32', compiler: MINGW_32 },
  64: { plugins: 'amd64-unicode', archiver: 'x64', compiler: MINGW },
} as const;

/** For what the installers are compiled: 32 bits as people get them, or 64 where this computer runs nothing else. */
export type InstallerBits = keyof typeof KINDS;

/** @returns for what they are compiled here */
export async function installerBits(): Promise<InstallerBits> {
  return (await runs32BitPrograms()) ? 32 : 64;
}

/** @returns what has NSIS compile for that */
export function nsisTarget(bits: InstallerBits): string[] {
  return bits === 32 ? [] : [`-XTarget ${KINDS[64].plugins}`];
}

/**
 * Writes what electron-builder needs to make its installers where its own NSIS and 7-Zip cannot be downloaded: this
 * computer's NSIS, npm's 7-Zip, and plug-ins that stand in for electron-builder's. What comes out is the installer that
 * people get, unless it is for 64 bits, and installs. Wine is started as our own tests start it, and without
 * electron-builder's pipes, whose end it waits for up to two minutes.
 * @param bits of the installer: 64 only where this computer runs no programs of 32
 * @returns the environment that has electron-builder use it
 */
export async function makeStandInNsis(folder: string, bits: InstallerBits): Promise<NodeJS.ProcessEnv> {
  const kind = KINDS[bits];
  const plugins = join(folder, 'plugins', kind.plugins);
  // The template adds the folder of the 32-bit ones itself.
  await mkdir(join(folder, 'plugins', 'x86-unicode'), { recursive: true });
  await mkdir(plugins, { recursive: true });
  const windowsArchiver = join(await lockedPackage('7zip-bin'), 'win', kind.archiver, '7za.exe');
  await compilePlugins(kind.compiler, plugins, toWindowsPath(windowsArchiver));
  await writeFile(join(folder, 'elevate.exe'), 'a stand-in');
  const archiver = join(folder, '7za');
  await copyFile(path7za, `${archiver}-of-npm`);
  // npm does not keep that it is executable.
  await chmod(`${archiver}-of-npm`, 0o755);
  // Without compression, which takes half a minute for what is installed in seconds, and more for each installation.
  await writeScript(
    archiver,
    'for option; do case "$option" in -m[xdf]=*) ;; *) options+=("$option") ;; esac; done\n' +
      'exec "$0-of-npm" "${options[@]}" -mx=0',
  );
  await mkdir(join(folder, 'linux'));
  const options = [...nsisTarget(bits), `-X!addplugindir /${kind.plugins} "${plugins}"`];
  // Without -WX, the first argument: the template has labels that only a 32-bit installer jumps to.
  const warnings = bits === 32 ? '' : 'shift; ';
  await writeScript(
    join(folder, 'linux', 'makensis'),
    `unset NSISDIR; ${warnings}exec '${pathOf(NSIS)}' ${options.map((option) => `'${option}'`).join(' ')} "$@"`,
  );
  const wine = [...(await wineCommand()), WINE64];
  await writeScript(join(folder, 'wine'), `exec '${wine.join("' '")}' "$@" > /dev/null 2>&1`);
  return {
    PATH: [folder, process.env['PATH']].join(delimiter),
    ELECTRON_BUILDER_7ZIP_PATH: archiver,
    ELECTRON_BUILDER_NSIS_DIR: folder,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: folder,
  };
}

async function writeScript(path: string, text: string): Promise<void> {
  await writeFile(path, `#!/bin/bash\n${text}\n`, { mode: 0o755 });
}

/** @param archiver 7za.exe as Windows sees it */
async function compilePlugins(compiler: Tool, folder: string, archiver: string): Promise<void> {
  const define = `-DARCHIVER=L"${archiver.replaceAll('\\', '\\\\')}"`;
  const options = ['-O2', '-Wall', '-Wextra', '-Werror', '-shared', '-static-libgcc', '-s', define];
  for (const name of (await readdir(PLUGINS)).filter((file) => file.endsWith('.c'))) {
    const plugin = join(folder, `${basename(name, '.c')}.dll`);
    await runOrThrow(pathOf(compiler), [...options, '-o', plugin, join(PLUGINS, name), '-lshell32']);
  }
}
