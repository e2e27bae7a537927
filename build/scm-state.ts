import { setTimeout as sleep } from 'node:timers/promises';
import { SERVICE_NAME } from '../common/product.ts';

/** Runs a program of Windows to its end. @returns what it printed */
export type RunWindowsProgram = (program: string, parameters: readonly string[]) => Promise<string>;

const SERVICE_KEY = String.raw`HKLM\SYSTEM\CurrentControlSet\Services` + `\\${SERVICE_NAME}`;

/** Between two questions, and the questions before sc.exe is taken to be unable to answer. */
const PAUSE_MS = 500;
const ATTEMPTS = 10;

/**
 * What the SCM says of SigmaSrv, asked without Sigma's own code. Wine's sc.exe prints nothing when a call fails, and
 * nothing either when Wine cannot start it (build/wine-command.ts), so silence means "no such service" only where the
 * registry has no key of it either.
 * @returns the state as sc.exe spells it, such as RUNNING; undefined where there is no service
 * @throws Error if the service has a key in the registry, and sc.exe still says nothing of it after 5 s
 */
export async function scmState(runProgram: RunWindowsProgram): Promise<string | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const output = await runProgram('sc.exe', ['query', SERVICE_NAME]);
    const state = /STATE\s*:\s*\d+\s+(\w+)/.exec(output)?.[1];
    if (state !== undefined) return state;
    if (!(await runProgram('reg.exe', ['query', SERVICE_KEY])).includes(SERVICE_NAME)) return undefined;
    await sleep(PAUSE_MS);
  }
  throw new Error(`sc.exe says nothing of ${SERVICE_NAME}, which has a key in the registry.`);
}
