import { run, runOrThrow } from './run.ts';
import { findOnPath } from './tools.ts';

/** Whether this is Debian or one of its relatives. */
export function hasApt(): boolean {
  return process.platform === 'linux' && findOnPath(['apt-get']) !== undefined;
}

/**
 * Installs packages without asking, as root or through a sudo that needs no password.
 * @throws Error that says what to run by hand if neither is available
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
 * The words before a command that run it as root. They end in `env`, because sudo drops most of the environment, and
 * what apt needs has to be set after it.
 */
type AsRoot = readonly [command: string, ...commandArguments: string[]];

async function aptGet(asRoot: AsRoot, aptArguments: readonly string[]): Promise<void> {
  const [command, ...rest] = [...asRoot, 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  await runOrThrow(command, [...rest, '--quiet', '-o', 'Dpkg::Use-Pty=0', ...aptArguments], {
    output: 'show',
  });
}

/** @returns how to run as root; undefined if that is impossible without asking */
async function rootCommand(): Promise<AsRoot | undefined> {
  if (process.getuid?.() === 0) return ['env'];
  if (findOnPath(['sudo']) === undefined) return undefined;
  const { code } = await run('sudo', ['-n', 'true'], { output: 'capture' });
  return code === 0 ? ['sudo', '-n', 'env'] : undefined;
}
