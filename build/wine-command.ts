import { spawnSync } from 'node:child_process';
import { missingText, WINE } from './tools.ts';

const SETARCH = ['setarch', '--addr-no-randomize'] as const;

/**
 * How Wine is started: without random addresses where the system allows that, which a container may not.
 *
 * Debian's Wine comes without the preloader that keeps free what Windows has at fixed addresses. Its heap begins
 * anywhere in 1 GiB, and in one of some 2,500 starts it lay at 0x7ffe0000, where Windows shares data with every
 * process: then the program ends with exit code 1 before it begins ("failed to map the shared user data"). Without
 * random addresses the heap begins 47 MiB below. https://man7.org/linux/man-pages/man8/setarch.8.html
 * @throws Error without Wine
 */
export function wineCommand(): readonly [command: string, ...commandArguments: string[]] {
  const wine = WINE.find();
  if (wine === undefined) throw new Error(missingText(WINE));
  const [command, ...options] = SETARCH;
  const isAllowed = spawnSync(command, [...options, 'true'], { stdio: 'ignore' }).status === 0;
  return isAllowed ? [...SETARCH, wine] : [wine];
}
