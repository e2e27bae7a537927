import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { DEFAULT_SETTINGS, settingsSchema, type Settings, type SettingsChange } from '../common/settings.ts';
import type { Log } from '../native-bridge/log.ts';

interface SettingsFileOptions {
  readonly path: string;
  readonly log: Log;
  /** Told of every change, once it holds. */
  readonly onChange: () => void;
}

/**
 * The settings in one file, which is replaced as a whole: whenever the computer stops, the old or the new one is
 * there. One that cannot be used is set aside, and everything has its default.
 */
export class SettingsFile {
  readonly #options: SettingsFileOptions;
  #settings: Settings;
  #setAside: string | undefined;
  #writing: Promise<void> = Promise.resolve();

  private constructor(options: SettingsFileOptions, settings: Settings, setAside: string | undefined) {
    this.#options = options;
    this.#settings = settings;
    this.#setAside = setAside;
  }

  static async open(options: SettingsFileOptions): Promise<SettingsFile> {
    const { path, log } = options;
    const text = await readIfThere(path);
    const settings = text === undefined ? DEFAULT_SETTINGS : parse(text);
    if (settings !== undefined) return new SettingsFile(options, settings, undefined);
    const setAside = `${path}.damaged`;
    await rename(path, setAside);
    log.write('settings-damaged', { setAside });
    return new SettingsFile(options, DEFAULT_SETTINGS, setAside);
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Where a damaged file was put; undefined if there was none. */
  get setAside(): string | undefined {
    return this.#setAside;
  }

  /**
   * Changes some settings. They hold at once.
   * @returns when they are stored
   * @throws Node's error if they cannot be stored
   */
  change(change: SettingsChange): Promise<void> {
    this.#settings = { ...this.#settings, ...change };
    this.#setAside = undefined;
    this.#options.onChange();
    const text = `${JSON.stringify(this.#settings, undefined, 2)}\n`;
    const written = this.#writing.then(() => replaceFile(this.#options.path, text));
    this.#writing = written.catch(() => undefined);
    return written;
  }

  /** Settles when everything is stored, or could not be. */
  flush(): Promise<void> {
    return this.#writing;
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A setting that is missing, as in a file of an earlier Sigma, has its default. */
function parse(text: string): Settings | undefined {
  try {
    const stored: unknown = JSON.parse(text);
    if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return undefined;
    return v.parse(settingsSchema, { ...DEFAULT_SETTINGS, ...stored });
  } catch {
    return undefined;
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.unfinished`;
  const file = await open(unfinished, 'w');
  try {
    await file.writeFile(text);
    // Without it a power failure may leave the new name with nothing in it.
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
}
