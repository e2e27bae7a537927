import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The log keeps at most twice this much: the file that grows, and the one before it. In bytes. */
const FILE_LIMIT = 256 * 1024;

/** What Sigma did that somebody may ask about later, above all every privileged step. */
export interface Log {
  /** Never throws and never waits: a full disk must not keep a service from being stopped. */
  write(event: string, details: Readonly<Record<string, string | number>>): void;
  /** Settles when everything so far is on the disk. */
  flush(): Promise<void>;
}

/** @returns a log of JSON lines in `file`, whose folder is made if it is missing */
export function openLog(file: string): Log {
  let pending: Promise<void> = mkdir(dirname(file), { recursive: true }).then(() => undefined, ignore);
  return {
    write(event, details) {
      const line = `${JSON.stringify({ time: new Date().toISOString(), event, ...details })}\n`;
      pending = pending.then(() => append(file, line)).catch(ignore);
    },
    flush: () => pending,
  };
}

async function append(file: string, line: string): Promise<void> {
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size + line.length > FILE_LIMIT) await rename(file, `${file}.old`);
  await appendFile(file, line);
}

function ignore(): void {
  // Nowhere is left to say that the log cannot be written.
}
