import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import {
  DEFAULT_SETTINGS,
  settingsSchema,
  type Settings,
  type SettingsChange,
  type SettingsTrouble,
} from '../common/settings.ts';
import type { Log } from '../native-bridge/log.ts';

interface SettingsFileOptions {
  readonly path: string;
  readonly log: Log;
  /** Told of every change, once it holds, and what the settings were before. */
  readonly onChange: (before: Settings) => void;
}

/**
 * The settings in one file, which is replaced as a whole: whenever the computer stops, the old or the new one is
 * there. One that cannot be used is set aside, and everything has its default; Sigma starts whatever is the matter
 * with it.
 */
export class SettingsFile {
  readonly #options: SettingsFileOptions;
  #settings: Settings;
  #trouble: SettingsTrouble | undefined;
  #stored: Settings;
  #writing: Promise<void> = Promise.resolve();
  /** A writing that has not begun yet. */
  #waiting: Promise<void> | undefined;

  private constructor(options: SettingsFileOptions, settings: Settings, trouble?: SettingsTrouble) {
    this.#options = options;
    this.#settings = settings;
    this.#stored = settings;
    this.#trouble = trouble;
  }

  static async open(options: SettingsFileOptions): Promise<SettingsFile> {
    const { path, log } = options;
    const settings = await read(path, log);
    if (settings !== undefined) return new SettingsFile(options, settings);
    return new SettingsFile(options, DEFAULT_SETTINGS, await setAside(path, log));
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** What was the matter with the file at the start, until something is changed; undefined if nothing was. */
  get trouble(): SettingsTrouble | undefined {
    return this.#trouble;
  }

  /**
   * Changes some settings. They hold at once.
   * @returns when they are stored
   * @throws Node's error if they cannot be stored
   */
  change(change: SettingsChange): Promise<void> {
    const before = this.#settings;
    this.#settings = { ...before, ...change };
    this.#trouble = undefined;
    this.#options.onChange(before);
    // However many changes come while one is being written, one more writing has them all.
    this.#waiting ??= this.#writing.then(() => this.#write());
    this.#writing = this.#waiting.catch(() => undefined);
    return this.#waiting;
  }

  /** Settles when everything is stored, or could not be. */
  flush(): Promise<void> {
    return this.#writing;
  }

  /**
   * Stores before it returns what is not stored yet: nothing can be waited for when the session ends. Never throws: a
   * message box would keep the person from signing out.
   */
  storeNow(): void {
    if (this.#stored === this.#settings) return;
    const { path, log } = this.#options;
    // Another writing may have the other file open.
    const unfinished = `${path}.last`;
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(unfinished, textOf(this.#settings), { flush: true });
      renameSync(unfinished, path);
      this.#stored = this.#settings;
    } catch (error) {
      log.write('settings-not-stored', { path, code: String((error as NodeJS.ErrnoException).code) });
    }
  }

  async #write(): Promise<void> {
    this.#waiting = undefined;
    const settings = this.#settings;
    await replaceFile(this.#options.path, textOf(settings));
    this.#stored = settings;
  }
}

function textOf(settings: Settings): string {
  return `${JSON.stringify(settings, undefined, 2)}\n`;
}

/** @returns undefined for a file that is there and cannot be used */
async function read(path: string, log: Log): Promise<Settings | undefined> {
  try {
    return parse(await readFile(path, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return DEFAULT_SETTINGS;
    log.write('settings-unreadable', { path, code: String(code) });
    return undefined;
  }
}

async function setAside(path: string, log: Log): Promise<SettingsTrouble> {
  const kept = `${path}.damaged`;
  try {
    await rename(path, kept);
    log.write('settings-damaged', { setAside: kept });
    return { kind: 'set-aside', path: kept };
  } catch (error) {
    log.write('settings-in-the-way', { path, code: String((error as NodeJS.ErrnoException).code) });
    return { kind: 'in-the-way', path };
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
