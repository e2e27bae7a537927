import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp } from './app.ts';
import { readArchiveHeader } from './packaging/asar-archive.ts';
import { packageFolders, packageInstallers, type Packages } from './packaging/package.ts';
import { DIST_OUT, ROOT } from './paths.ts';
import { reportFiles } from './report-files.ts';
import { EXIT_USAGE } from './run.ts';

const USAGE = `Usage: npm run dist [-- --dir]

  --dir  make and check the packages as folders, without installers, from what this computer has;
         a stand-in takes the place of Electron where there is no Electron for Windows`;

/** @returns whether only folders are wanted; undefined for an invalid command line */
function wantsFolders(): boolean | undefined {
  try {
    return parseArgs({ options: { dir: { type: 'boolean', default: false } } }).values.dir;
  } catch {
    return undefined;
  }
}

function report({ folders, installers, standIns }: Packages): void {
  console.log('In app.asar:');
  for (const { path, isUnpacked } of readArchiveHeader(join(folders.x64, 'resources', 'app.asar')).files)
    console.log(`  ${path}${isUnpacked ? ' (beside it)' : ''}`);
  for (const [architecture, folder] of Object.entries(folders)) {
    const isStandIn = standIns.some((name) => name === architecture);
    const electron = isStandIn ? ' on a stand-in for Electron, to be checked, not to be used' : '';
    console.log(`Checked: the package for ${architecture} in ${relative(ROOT, folder)}${electron}`);
  }
  if (installers.length > 0) reportFiles('the installers', installers);
}

/** @returns the exit code */
async function main(): Promise<number> {
  const isFolders = wantsFolders();
  if (isFolders === undefined) {
    console.error(USAGE);
    return EXIT_USAGE;
  }
  try {
    await buildApp();
    report(await (isFolders ? packageFolders(DIST_OUT) : packageInstallers(DIST_OUT)));
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

// electron-builder leaves download timers behind, which would keep a failed run alive for half a minute.
process.exit(await main());
