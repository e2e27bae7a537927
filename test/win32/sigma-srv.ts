import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIGMA_SRV } from './places.ts';
import { runProgram, type Finished } from './programs.ts';

const DATA_FOLDER = join(process.env['ProgramData'] ?? String.raw`C:\ProgramData`, 'Sigma');

/** Where SigmaSrv logs what it did: as a service, and as a command-line tool that needs privileges. */
const LOG_FILES = {
  service: join(DATA_FOLDER, 'logs', 'SigmaSrv.log'),
  verbs: join(DATA_FOLDER, 'SigmaSrv-verbs.log'),
} as const;

/** Runs SigmaSrv.exe with a verb, as an administrator would. */
export function sigmaSrv(...parameters: string[]): Promise<Finished> {
  return runProgram(SIGMA_SRV, parameters);
}

/**
 * @param since milliseconds since 1970: the log outlives a service, and process IDs are reused
 * @throws Error unless the log is JSON, line by line, and the last line is complete
 */
export function loggedEvents(of: keyof typeof LOG_FILES, since = 0): readonly Record<string, unknown>[] {
  const lines = readFileSync(LOG_FILES[of], 'utf8').split('\n');
  const rest = lines.pop();
  if (rest !== '') throw new Error(`The log ends in the middle of a line: ${String(rest)}`);
  const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return events.filter(({ time }) => Date.parse(String(time)) >= since);
}
