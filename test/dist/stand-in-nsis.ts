import { chmod, copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, delimiter, join } from 'node:path';
import { path7za } from '7zip-bin';
import { lockedPackage } from '../../build/locked-package.ts';
import { ROOT } from '../../build/paths.ts';
import { runOrThrow } from '../../build/run.ts';
import { MINGW, MINGW_32, NSIS, pathOf, type Tool } from '../../build/tools.ts';
import { WINE64, wineCommand } from '../../build/wine-root.ts';
import { toWindowsPath } from '../../build/wine.ts';

const PLUGINS = join(ROOT, 'test', 'dist', 'plugins');

/** What a program of so many bits is compiled with, and where NSIS and 7-Zip have theirs. */
interface Target {
  readonly compiler: Tool;
  /** As NSIS names it, and its folder of plug-ins. */
  readonly nsis: string;
  readonly archiver: string;
}

const TARGETS: Readonly<Record<32 | 64, Target>> = {
  32: { compiler: MINGW_32, nsis: 'x86-unicode', archiver: 'ia32' },
  64: { compiler: MINGW, nsis: 'amd64-unicode', archiver: 'x64' },
};

/**
 * Writes what electron-builder needs to make its installers where its own NSIS and 7-Zip cannot be downloaded: this
 * computer's NSIS, npm's 7-Zip, and plug-ins that stand in for electron-builder's. What comes out for 32 bits is the
 * installer that people get, and installs. Wine is started as our own tests start it, and without electron-builder's pipes,
 * whose end it waits for up to two minutes.
 * @param bits of the installer: 64 only where this computer runs no programs of 32
 * @returns the environment that has electron-builder use it
 */
export async function makeStandInNsis(folder: string, bits: 32 | 64): Promise<NodeJS.ProcessEnv> {
  const target = TARGETS[bits];
  const plugins = join(folder, 'plugins', target.nsis);
  await mkdir(plugins, { recursive: true });
  await compilePlugins(
    target,
    plugins,
    toWindowsPath(join(await lockedPackage('7zip-bin'), 'win', target.archiver, '7za.exe')),
  );
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
  const first = `'-XTarget ${target.nsis}' '-X!addplugindir /${target.nsis} "${plugins}"'`;
  // For 64 bits some conditions of electron-builder's template are none, and labels stay unused: warnings are no errors.
  const others = bits === 32 ? '"$@"' : '"${@/#-WX/-V2}"';
  await writeScript(
    join(folder, 'linux', 'makensis'),
    `unset NSISDIR; exec '${pathOf(NSIS)}' ${first} ${others}`,
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
async function compilePlugins({ compiler }: Target, folder: string, archiver: string): Promise<void> {
  const define = `-DARCHIVER=L"${archiver.replaceAll('\\', '\\\\')}"`;
  const options = ['-O2', '-Wall', '-Wextra', '-Werror', '-shared', '-static-libgcc', '-s', define];
  for (const name of (await readdir(PLUGINS)).filter((file) => file.endsWith('.c'))) {
    const plugin = join(folder, `${basename(name, '.c')}.dll`);
    await runOrThrow(pathOf(compiler), [...options, '-o', plugin, join(PLUGINS, name), '-lshell32']);
  }
}
