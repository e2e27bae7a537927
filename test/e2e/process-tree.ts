import { readdir, readFile } from 'node:fs/promises';
import { runOrThrow } from '../../build/run.ts';

interface Process {
  readonly id: number;
  readonly parentId: number;
}

const WINDOWS_QUERY =
  'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId)" }';

/** @returns the IDs of a process and all its descendants */
export async function withDescendants(processId: number): Promise<number[]> {
  const processes = await listProcesses();
  const found = [processId];
  // The list grows during this loop.
  for (const parent of found) {
    found.push(...processes.filter(({ parentId }) => parentId === parent).map(({ id }) => id));
  }
  return found;
}

/** A process that has ended no longer counts, even if its exit code has not been read yet. */
export async function isRunning(processId: number): Promise<boolean> {
  return (await listProcesses()).some(({ id }) => id === processId);
}

/** Stops the processes as a sleeping computer does. Not on Windows, which has no such signal. */
export function suspend(processIds: readonly number[]): void {
  for (const id of processIds) process.kill(id, 'SIGSTOP');
}

export function resume(processIds: readonly number[]): void {
  for (const id of processIds) process.kill(id, 'SIGCONT');
}

function listProcesses(): Promise<Process[]> {
  return process.platform === 'win32' ? listOnWindows() : listOnLinux();
}

async function listOnLinux(): Promise<Process[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(ids.map((id) => readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')));
  return stats.flatMap((stat) => {
    // The name, in parentheses, may contain anything. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    const match = /^(\d+) \(.*\) (\S) (\d+) /s.exec(stat);
    return match === null || match[2] === 'Z' ? [] : [{ id: Number(match[1]), parentId: Number(match[3]) }];
  });
}

async function listOnWindows(): Promise<Process[]> {
  const output = await runOrThrow('powershell.exe', ['-NoProfile', '-Command', WINDOWS_QUERY]);
  return [...output.matchAll(/^(\d+) (\d+)\s*$/gm)].map(([, id, parentId]) => ({
    id: Number(id),
    parentId: Number(parentId),
  }));
}
