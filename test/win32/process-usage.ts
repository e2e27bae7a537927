import { peer } from './places.ts';
import { runProgram } from './programs.ts';

/** What the system knows about a process: see peers/process-usage.c. */
export interface ProcessUsage {
  readonly privateBytes: number;
  readonly handles: number;
  readonly threads: number;
  readonly cpuNs: number;
}

/** @returns what another program measures of the process */
export async function processUsage(processId: number): Promise<ProcessUsage> {
  const { exitCode, output } = await runProgram(peer('process-usage'), [String(processId)]);
  if (exitCode !== 0) throw new Error(`process-usage: Win32 error ${String(exitCode)}`);
  return JSON.parse(output) as ProcessUsage;
}

/** @returns how many handles this process has open, of any kind */
export async function handleCount(): Promise<number> {
  return (await processUsage(process.pid)).handles;
}
