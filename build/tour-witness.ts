import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { run } from './run.ts';
import { scmState } from './scm-state.ts';
import type { WinePrefix } from './wine.ts';

/** The SCM's answer about the service: `not installed`, or the state's name in capitals. */
export type ScmState = string;

/** Asks the SCM, without Sigma's own code if the system has a program for that. */
export type Witness = () => Promise<ScmState>;

/** @returns a witness that asks with the system's sc.exe, under Wine in the given prefix */
export function scWitness(prefix: WinePrefix | undefined): Witness {
  return async () =>
    (await scmState((program, parameters) => runCaptured(prefix, program, parameters))) ?? 'not installed';
}

/** @returns a witness for the simulated SCM, which only the app itself can query */
export function simulationWitness(page: Page): Witness {
  return async () => {
    const state: unknown = await page.evaluate(
      'window.sigma.snapshot().then(({ value }) => value.view.services[0].scm.status?.state ?? "not installed")',
    );
    return state === 'not installed' ? state : String(state).toUpperCase().replaceAll('-', '_');
  };
}

async function runCaptured(
  prefix: WinePrefix | undefined,
  program: string,
  parameters: readonly string[],
): Promise<string> {
  if (prefix === undefined) return (await run(program, parameters, { output: 'capture' })).output;
  const file = join(tmpdir(), `sigma-tour-${process.pid}.txt`);
  await prefix.run(program, parameters, { stdout: file, stderr: file });
  const output = await readFile(file, 'utf8');
  await rm(file);
  return output;
}
