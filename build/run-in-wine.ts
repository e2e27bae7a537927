import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { followFile } from './follow-file.ts';
import { exitCode, EXIT_USAGE } from './run.ts';
import { OWN_PREFIX, WinePrefix } from './wine.ts';

/**
 * `npm run -s wine -- PROGRAM [ARGS…]`: runs a Windows program, or one of Wine's own, in the prefix in WINEPREFIX,
 * otherwise in Sigma's own. Its output goes through files, because Node for Windows, and so SigmaSrv.exe, fails on a
 * pipe.
 */

const USAGE = `Usage: npm run -s wine -- PROGRAM [ARGUMENTS…]

  PROGRAM  the path of a Windows program, or the name of one that Windows or Wine has:
           sc, reg, cmd, wineboot, winepath, wineserver
  It runs in $WINEPREFIX where that is set, else in Sigma's own prefix.`;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const [program, ...programArguments] = process.argv.slice(2);
if (program === undefined) {
  console.error(USAGE);
  process.exitCode = EXIT_USAGE;
} else {
  try {
    process.exitCode = await runInWine(program);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

async function runInWine(name: string): Promise<number> {
  const place = process.env['WINEPREFIX'];
  if (name === 'wineserver') return (await WinePrefix.closed(place)).wineserver(...programArguments);
  // Sigma may be running there, so nothing is ended.
  const prefix = await WinePrefix.open(place === undefined || place === '' ? OWN_PREFIX : place);
  const folder = await mkdtemp(join(tmpdir(), 'sigma-wine-'));
  const [stdout, stderr] = [join(folder, 'stdout'), join(folder, 'stderr')];
  try {
    await Promise.all([stdout, stderr].map((file) => writeFile(file, '')));
    const path = existsSync(name) ? resolve(name) : name;
    const child = prefix.spawn(path, programArguments, { stdin: 'inherit', stdout, stderr });
    // The terminal sends these signals to the program as well, which decides what to do.
    for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
    const outputs = [followFile(stdout, process.stdout), followFile(stderr, process.stderr)];
    const code = await exitCode(child);
    await Promise.all(outputs.map((output) => output.end()));
    return code;
  } finally {
    await prefix.close();
    await rm(folder, { recursive: true, force: true });
  }
}
