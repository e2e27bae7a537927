import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { ROOT } from '../../build/paths.ts';
import { runOrThrow } from '../../build/run.ts';
import { findMingw, findNsis, MINGW, missingText, NSIS } from '../../build/tools.ts';
import { WINE64, wineCommand } from '../../build/wine-root.ts';

const TEMPLATES = join(ROOT, 'node_modules', 'app-builder-lib', 'templates', 'nsis');

/** The plug-ins that the template calls and that NSIS does not have by itself. */
const PLUGINS = ['StdUtils', 'UAC', 'WinShell', 'Nsis7z', 'nsisunz', 'nsProcess'];

/**
 * Writes what electron-builder needs to compile its template where its own NSIS and 7-Zip cannot be downloaded: this
 * computer's NSIS, made to compile for 64 bits, plug-ins that have the right names and do nothing, and an archiver that
 * archives nothing. What comes out compiles like the real installer, and installs nothing. Wine is started as our own tests
 * start it, and without electron-builder's pipes, whose end it waits for up to two minutes.
 * @returns the environment that has electron-builder use it
 */
export async function makeStandInNsis(folder: string): Promise<NodeJS.ProcessEnv> {
  const plugins = join(folder, 'plugins', 'amd64-unicode');
  await mkdir(join(folder, 'plugins', 'x86-unicode'), { recursive: true });
  await mkdir(plugins, { recursive: true });
  for (const plugin of PLUGINS) await compilePlugin(plugins, plugin);
  await writeFile(join(folder, 'elevate.exe'), 'a stand-in');
  const archiver = join(folder, '7za');
  // The archive is the one argument with this ending.
  await writeScript(archiver, 'for name; do case "$name" in *.7z) echo nothing > "$name";; esac; done');
  await mkdir(join(folder, 'linux'), { recursive: true });
  // Without the first argument, -WX: the template itself has labels that only a 32-bit installer jumps to.
  await writeScript(
    join(folder, 'linux', 'makensis'),
    `unset NSISDIR; shift; exec "${nsis()}" "-XTarget amd64-unicode" ` +
      `"-X!addplugindir /amd64-unicode \\"${plugins}\\"" "$@" 2>&1 | tee -a "${join(folder, 'makensis.log')}"`,
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

/** @returns every warning of the compiler */
export async function compilerWarnings(folder: string): Promise<string[]> {
  const log = await readFile(join(folder, 'makensis.log'), 'utf8');
  return log.split('\n').filter((line) => line.startsWith('warning '));
}

function nsis(): string {
  const path = findNsis();
  if (path === undefined) throw new Error(missingText(NSIS));
  return path;
}

async function writeScript(path: string, text: string): Promise<void> {
  await writeFile(path, `#!/bin/bash\nset -o pipefail\n${text}\n`, { mode: 0o755 });
}

/** The compiler wants to see that a plug-in has each function that is called. */
async function compilePlugin(folder: string, plugin: string): Promise<void> {
  const compiler = findMingw();
  if (compiler === undefined) throw new Error(missingText(MINGW));
  const functions = await calledFunctions(plugin);
  const source = join(folder, `${plugin}.c`);
  const text = functions.map((name) => `__declspec(dllexport) void ${name}(void) {}\n`).join('');
  await writeFile(source, text);
  await runOrThrow(compiler, ['-shared', '-o', join(folder, `${plugin}.dll`), source]);
}

async function calledFunctions(plugin: string): Promise<string[]> {
  const names = await readdir(TEMPLATES, { recursive: true });
  const scripts = names.filter((name) => /\.ns[hi]$/.test(name));
  const texts = await Promise.all(scripts.map((name) => readFile(join(TEMPLATES, name), 'utf8')));
  const calls = texts.join('\n').matchAll(new RegExp(String.raw`\b${plugin}::(\w+)`, 'g'));
  return [...new Set(Array.from(calls, ([, name = '']) => name))];
}
