import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { missingText, XVFB } from './tools.ts';

export interface VirtualDisplay {
  /** The value of DISPLAY. */
  readonly name: string;
  close(): void;
}

/** Starts an invisible display, for a program that does not run without one. @throws Error without Xvfb */
export async function openVirtualDisplay(): Promise<VirtualDisplay> {
  const executable = XVFB.find();
  if (executable === undefined) throw new Error(missingText(XVFB));
  const server = spawn(executable, ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const output = server.stdio[3];
  if (output === null || output === undefined) throw new Error('Xvfb has no pipe');
  const [number] = (await once(output, 'data')) as [Buffer];
  return { name: `:${number.toString().trim()}`, close: () => server.kill() };
}
