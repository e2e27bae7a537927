import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The log keeps about this much four times: the file that grows, and three before it. In bytes. */
const FILE_LIMIT = 256 * 1024;
const OLD_FILES = 3;

/**
 * How far the file grows while another program holds it, or an old one, so that it cannot be moved. Further lines are
 * dropped and counted.
 */
const HELD_LIMIT = 2 * FILE_LIMIT;

/** What Sigma or its service did that somebody may ask about later, above all every privileged step. */
export interface Log {
  /** Never throws and never waits: a full disk must not keep a service from being stopped. */
  write(event: string, details: Readonly<Record<string, string | number>>): void;
  /** Settles when everything so far is on the disk. */
  flush(): Promise<void>;
}

/** What nobody writes down. */
export const NO_LOG: Log = { write: () => undefined, flush: () => Promise.resolve() };

/**
 * @param folder whether the file's folder is made if it is missing; a folder whose access list matters is not. Or what
 *   is asked before each line: whether it may be written there
 * @returns a log of JSON lines in `file`
 */
export function openLog(file: string, folder: 'created' | 'as it is' | (() => Promise<boolean>)): Log {
  const files = new LogFiles(file, folder === 'created');
  // From the start: a person may want to look into it before there is anything to read.
  let pending: Promise<void> = files.makeFolder().catch(ignore);
  return {
    write(event, details) {
      const line = lineOf(event, details);
      pending = pending
        .then(async () => {
          if (typeof folder === 'string' || (await folder())) await files.append(line);
        })
        .catch(ignore);
    },
    flush: () => pending,
  };
}

function lineOf(event: string, details: Readonly<Record<string, string | number>>): string {
  return `${JSON.stringify({ time: new Date().toISOString(), event, ...details })}\n`;
}

/** The file that grows, and the old ones: `.1` is the youngest of them. */
class LogFiles {
  readonly #file: string;
  /** What has the place of `.1` as soon as the older ones have made room. */
  readonly #full: string;
  readonly #createsFolder: boolean;
  #lost = 0;

  constructor(file: string, createsFolder: boolean) {
    this.#file = file;
    this.#full = `${file}.full`;
    this.#createsFolder = createsFolder;
  }

  /** @throws Node's error if the folder cannot be made */
  async makeFolder(): Promise<void> {
    if (this.#createsFolder) await mkdir(dirname(this.#file), { recursive: true });
  }

  /** Never throws. A line that cannot be written is counted, and the next one that can be says so. */
  async append(line: string): Promise<void> {
    try {
      const size = await this.#sizeWithRoomFor(line);
      if (size + line.length > HELD_LIMIT) throw new Error('Another process is holding the log');
      const lines = this.#lost === 0 ? line : `${lineOf('lines-lost', { count: this.#lost })}${line}`;
      await this.#write(lines);
      this.#lost = 0;
    } catch {
      this.#lost += 1;
    }
  }

  async #sizeWithRoomFor(line: string): Promise<number> {
    const size = await sizeOf(this.#file);
    if (size + line.length <= FILE_LIMIT) return size;
    return (await this.#putBy()) ? 0 : size;
  }

  /** @returns whether the file was put by; where it was not, because another program holds one, nothing is lost */
  async #putBy(): Promise<boolean> {
    // From an earlier attempt that came no further.
    if ((await sizeOf(this.#full)) > 0 && !(await this.#makeOlder())) return false;
    try {
      await rename(this.#file, this.#full);
    } catch {
      return false;
    }
    await this.#makeOlder();
    return true;
  }

  /** The oldest goes, and every other one becomes one older, until one cannot. */
  async #makeOlder(): Promise<boolean> {
    const old = Array.from({ length: OLD_FILES }, (_, index) => `${this.#file}.${String(index + 1)}`);
    const names = [this.#full, ...old];
    for (let index = OLD_FILES; index > 0; index -= 1) {
      try {
        await rename(names[index - 1] ?? '', names[index] ?? '');
      } catch (error) {
        if (!isMissing(error)) return false;
      }
    }
    return true;
  }

  /** The folder may have been deleted since the last line. */
  async #write(lines: string): Promise<void> {
    try {
      await appendFile(this.#file, lines);
    } catch (error) {
      if (!this.#createsFolder || !isMissing(error)) throw error;
      await this.makeFolder();
      await appendFile(this.#file, lines);
    }
  }
}

async function sizeOf(file: string): Promise<number> {
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  return size;
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function ignore(): void {
  // Nowhere is left to say that the log cannot be written, or that nobody knows whether it may be.
}
