import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The log keeps at most this much four times: the file that grows, and three before it. In bytes. */
const FILE_LIMIT = 256 * 1024;
const OLD_FILES = 3;

/** What Sigma or its service did that somebody may ask about later, above all every privileged step. */
export interface Log {
  /** Never throws and never waits: a full disk must not keep a service from being stopped. */
  write(event: string, details: Readonly<Record<string, string | number>>): void;
  /** Settles when everything so far is on the disk. */
  flush(): Promise<void>;
}

/**
 * @param folder whether the file's folder is made if it is missing; a folder whose access list matters is not. Or what
 *   is asked before each line: whether it may be written there
 * @returns a log of JSON lines in `file`
 */
export function openLog(file: string, folder: 'created' | 'as it is' | (() => Promise<boolean>)): Log {
  let pending: Promise<void> = folder === 'created' ? createFolderOf(file) : Promise.resolve();
  return {
    write(event, details) {
      const line = `${JSON.stringify({ time: new Date().toISOString(), event, ...details })}\n`;
      pending = pending
        .then(async () => {
          if (typeof folder === 'string' || (await folder())) await append(file, line);
        })
        .catch(ignore);
    },
    flush: () => pending,
  };
}

function createFolderOf(file: string): Promise<void> {
  return mkdir(dirname(file), { recursive: true }).then(ignore, ignore);
}

async function append(file: string, line: string): Promise<void> {
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size + line.length > FILE_LIMIT) await rotate(file);
  await appendFile(file, line);
}

/** The oldest file goes, and every other one becomes one older. */
async function rotate(file: string): Promise<void> {
  const names = [file, ...Array.from({ length: OLD_FILES }, (_, index) => `${file}.${String(index + 1)}`)];
  for (let index = OLD_FILES; index > 0; index -= 1) {
    await rename(names[index - 1] ?? file, names[index] ?? file).catch(ignore);
  }
}

function ignore(): void {
  // Nowhere is left to say that the log cannot be written.
}
