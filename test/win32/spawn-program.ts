import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

/** How often a program is started that the system fails to start. */
const ATTEMPTS = 5;

/**
 * Starts a program, again where that fails: about one start in some hundred fails under Wine with UNKNOWN, and works
 * the next time. Tests start theirs by startProgram(), which ends them.
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
