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

/** For each target: what NSIS and 7-Zip call it, and what compiles plug-ins for it. */
const KINDS = {
  32: { plugins: 'x86-unicode', archiver: 'ia32', compiler: MINGW_32 },
  64: { plugins: 'amd64-unicode', archiver: 'x64', compiler: MINGW },
} as const;

/** The target of the installers: 32 bits as in a release, or 64 if this computer runs nothing else. */
export type InstallerBits = keyof typeof KINDS;

/** @returns the target of the installers on this computer */
export async function installerBits(): Promise<InstallerBits> {
  return (await runs32BitPrograms()) ? 32 : 64;
}

/** @returns the NSIS options for that target */
export function nsisTarget(bits: InstallerBits): string[] {
  return bits === 32 ? [] : [`-XTarget ${KINDS[64].plugins}`];
}

/**
 * Writes what electron-builder needs to make its installers if its own NSIS and 7-Zip cannot be downloaded: this
 * computer's NSIS, npm's 7-Zip, and plug-ins that stand in for electron-builder's. The result installs, and unless it
 * is for 64 bits it is the same as the released installer. Wine is started as our own tests start it, but without
 * electron-builder's pipes, because electron-builder waits up to two minutes for them to close.
 * @param bits 64 only if this computer cannot run 32-bit programs
 * @returns the environment that makes electron-builder use it
 */
export async function makeStandInNsis(folder: string, bits: InstallerBits): Promise<NodeJS.ProcessEnv> {
  const kind = KINDS[bits];
  const plugins = join(folder, 'plugins', kind.plugins);
  // The template adds the folder of the 32-bit plug-ins itself.
  await mkdir(join(folder, 'plugins', 'x86-unicode'), { recursive: true });
  await mkdir(plugins, { recursive: true });
  const windowsArchiver = join(await lockedPackage('7zip-bin'), 'win', kind.archiver, '7za.exe');
  await compilePlugins(kind.compiler, plugins, toWindowsPath(windowsArchiver));
  await writeFile(join(folder, 'elevate.exe'), 'a stand-in');
  const archiver = join(folder, '7za');
  await copyFile(path7za, `${archiver}-of-npm`);
  // npm does not keep the executable bit.
  await chmod(`${archiver}-of-npm`, 0o755);
  // Without compression: it takes half a minute to make what installs in seconds, and slows down each installation.
  await writeScript(
    archiver,
    'for option; do case "$option" in -m[xdf]=*) ;; *) options+=("$option") ;; esac; done\n' +
      'exec "$0-of-npm" "${options[@]}" -mx=0',
  );
  await mkdir(join(folder, 'linux'));
  const options = [...nsisTarget(bits), `-X!addplugindir /${kind.plugins} "${plugins}"`];
  // `shift` drops -WX, the first argument: the template has labels that only a 32-bit installer jumps to.
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

/** @param archiver the path of 7za.exe as Windows sees it */
async function compilePlugins(compiler: Tool, folder: string, archiver: string): Promise<void> {
  const define = `-DARCHIVER=L"${archiver.replaceAll('\\', '\\\\')}"`;
  const options = ['-O2', '-Wall', '-Wextra', '-Werror', '-shared', '-static-libgcc', '-s', define];
  for (const name of (await readdir(PLUGINS)).filter((file) => file.endsWith('.c'))) {
    const plugin = join(folder, `${basename(name, '.c')}.dll`);
    await runOrThrow(pathOf(compiler), [...options, '-o', plugin, join(PLUGINS, name), '-lshell32']);
  }
}
