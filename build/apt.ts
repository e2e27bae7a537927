import { run, runOrThrow } from './run.ts';
import { findOnPath } from './tools.ts';

/** Whether this is Debian or one of its relatives. */
export function hasApt(): boolean {
  return process.platform === 'linux' && findOnPath(['apt-get']) !== undefined;
}

/**
 * Installs packages without asking anything, as root or through a sudo that needs no password.
 * @throws Error that says what to run by hand where neither is to be had
 */
export async function installPackages(packages: readonly string[]): Promise<void> {
  const asRoot = await rootCommand();
  if (asRoot === undefined) {
    throw new Error(
      `Installing packages needs root. Run this, then "npm run setup" again:\n` +
        `  sudo apt-get update && sudo apt-get install --no-install-recommends ${packages.join(' ')}`,
    );
  }
  await aptGet(asRoot, ['update']);
  await aptGet(asRoot, ['install', '--yes', '--no-install-recommends', ...packages]);
}

/**
 * What to put before a command to run it as root. It ends in `env`, since sudo keeps little of the
 * environment, and what apt needs must be set on the far side of it.
 */
type AsRoot = readonly [command: string, ...commandArguments: string[]];

async function aptGet(asRoot: AsRoot, aptArguments: readonly string[]): Promise<void> {
  const [command, ...rest] = [...asRoot, 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  await runOrThrow(command, [...rest, '--quiet', '-o', 'Dpkg::Use-Pty=0', ...aptArguments], {
    output: 'show',
  });
}

/** @returns how to run as root; undefined if that cannot be done unasked */
async function rootCommand(): Promise<AsRoot | undefined> {
  if (process.getuid?.() === 0) return ['env'];
  if (findOnPath(['sudo']) === undefined) return undefined;
  const { code } = await run('sudo', ['-n', 'true'], { output: 'capture' });
  return code === 0 ? ['sudo', '-n', 'env'] : undefined;
}
