import { setTimeout as sleep } from 'node:timers/promises';
import { SERVICE_NAME } from '../common/product.ts';

/** Runs a Windows program to its end. @returns its output */
export type RunWindowsProgram = (program: string, parameters: readonly string[]) => Promise<string>;

const SERVICE_KEY = String.raw`HKLM\SYSTEM\CurrentControlSet\Services` + `\\${SERVICE_NAME}`;

/** The pause between two attempts, and the number of attempts before sc.exe counts as unable to answer. */
const PAUSE_MS = 500;
const ATTEMPTS = 10;

/**
 * Returns the SCM's state of SigmaSrv without using Sigma's own code. Wine's sc.exe prints nothing when a call fails,
 * and nothing when Wine can't start it (build/wine-command.ts), so silence means "no such service" only if the registry
 * has no key for it either.
 * @returns the state as sc.exe spells it, such as RUNNING; undefined if there is no service
 * @throws Error if the service has a registry key, and sc.exe still prints nothing about it after 5 s
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
