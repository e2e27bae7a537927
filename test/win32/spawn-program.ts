import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

/** How often starting a program is tried if the system fails to start it. */
const ATTEMPTS = 5;

/**
 * Starts a program, and tries again if that fails: under Wine about one start in a few hundred fails with UNKNOWN, and
 * works the next time. Tests use startProgram(), which also ends what they start.
 */
export function spawnProgram(
  executable: string,
  parameters: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  for (let attempt = 1; ; attempt++) {
    try {
      return spawn(executable, parameters, { windowsHide: true, ...options });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'UNKNOWN' || attempt === ATTEMPTS) throw error;
    }
  }
}
