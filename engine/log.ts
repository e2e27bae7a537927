import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { visibleJson } from '../common/display-text.ts';

/** The size at which the log's file is put aside, in bytes. The log keeps the current file and three older ones. */
const FILE_LIMIT = 256 * 1024;
const OLD_FILES = 3;

/**
 * How far the file may grow, in bytes, while another program's open handle keeps it from being renamed. Further lines
 * are dropped and counted.
 */
const HELD_LIMIT = 2 * FILE_LIMIT;

/** Records what Sigma or its service did, above all every privileged step. */
export interface Log {
  /** Never throws and never waits: a full disk must not keep a service from being stopped. */
  write(event: string, details: Readonly<Record<string, string | number>>): void;
  /** Settles when everything written so far is on the disk. */
  flush(): Promise<void>;
}

/** A log that keeps nothing. */
export const NO_LOG: Log = { write: () => undefined, flush: () => Promise.resolve() };

/**
 * @param folder `created`: makes the file's folder if it is missing. `as it is`: does not, because the folder's access
 *   list matters. A function is asked before each line whether it may be written there
 * @returns a log of JSON lines in `file`
 */
export function openLog(file: string, folder: 'created' | 'as it is' | (() => Promise<boolean>)): Log {
  const files = new LogFiles(file, folder === 'created');
  // From the start: the user may want to open the folder before there is anything to read.
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
  return `${visibleJson({ time: new Date().toISOString(), event, ...details })}\n`;
}

/** The file being written and the older ones: `.1` is the most recent. */
class LogFiles {
  readonly #file: string;
  /** The full file on its way to `.1`, until the older files have moved on. */
  readonly #full: string;
  readonly #createsFolder: boolean;
  #lost = 0;

  constructor(file: string, createsFolder: boolean) {
    this.#file = file;
    this.#full = `${file}.full`;
    this.#createsFolder = createsFolder;
  }

  /** @throws Node's error if the folder can't be created */
  async makeFolder(): Promise<void> {
    if (this.#createsFolder) await mkdir(dirname(this.#file), { recursive: true });
  }

  /** Never throws. Lines that can't be written are counted, and the next line that can be written reports the count. */
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

  /**
   * @returns whether the file was put aside. If another program holds one of the files it stays, and nothing is lost
   */
  async #putBy(): Promise<boolean> {
    // Left by an earlier attempt that did not finish.
    if ((await sizeOf(this.#full)) > 0 && !(await this.#makeOlder())) return false;
    try {
      await rename(this.#file, this.#full);
    } catch {
      return false;
    }
    await this.#makeOlder();
    return true;
  }

  /** Deletes the oldest file and renames each other one to the next number, until one can't be renamed. */
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
  // There is nowhere to report that the log can't be written.
}
