import { existsSync, readFileSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import * as v from 'valibot';
import {
  DEFAULT_SETTINGS,
  settingsSchema,
  type Settings,
  type SettingsChange,
  type SettingsTrouble,
} from '../common/settings.ts';
import type { Clock } from '../native-bridge/clock.ts';
import {
  asWin32,
  replaceFile,
  replaceFileNow,
  untilReleased,
  untilReleasedNow,
} from '../native-bridge/node-files.ts';
import type { Log } from '../engine/log.ts';

/** How long until a file that could not be read is tried again, in milliseconds. */
const AGAIN_MS = 5_000;

interface SettingsFileOptions {
  readonly path: string;
  readonly log: Log;
  readonly clock: Clock;
  /**
   * Told of every change, once it holds.
   * @param before what the settings were; undefined where they could not be read until now
   */
  readonly onChange: (before: Settings | undefined) => void;
}

/** What the file says: also values that this Sigma does not know, which another one may have written, or a person. */
type Content = Readonly<Record<string, unknown>>;

/**
 * The settings in one file, which is replaced as a whole: whenever the computer stops, the old or the new one is there.
 * Sigma starts whatever is the matter with it, and nothing in it is lost:
 * - An invalid value counts as missing, and stays in the file until the person changes that setting.
 * - A file that is damaged is set aside, and everything has its default.
 * - A file that cannot be read, or cannot be set aside, is left alone. Everything has its default until it can be
 *   read, and whatever the person has changed by then is changed in it.
 */
export class SettingsFile {
  readonly #options: SettingsFileOptions;
  /** Only what the person has changed while the file could not be read. */
  #content: Content;
  #stored: Content;
  #settings: Settings;
  #trouble: SettingsTrouble | undefined;
  #writing: Promise<void> = Promise.resolve();
  /** A writing that has not begun yet. */
  #waiting: Promise<void> | undefined;
  #reading: Promise<void> | undefined;
  #cancelReading: () => void = () => undefined;

  private constructor(options: SettingsFileOptions, content: Content, trouble: SettingsTrouble | undefined) {
    this.#options = options;
    this.#content = content;
    this.#stored = content;
    this.#settings = settingsFrom(content, options.log);
    this.#trouble = trouble;
  }

  /** Waits for two seconds where another program holds the file. */
  static async open(options: SettingsFileOptions): Promise<SettingsFile> {
    try {
      const { content, trouble } = await read(options);
      return new SettingsFile(options, content, trouble);
    } catch (error) {
      const { path, log } = options;
      log.write('settings-unreadable', { path, reason: String(error) });
      return new SettingsFile(options, {}, { kind: 'unreadable', path });
    }
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Whether the settings are the person's, or their defaults until the file can be read. */
  get isRead(): boolean {
    return this.#trouble?.kind !== 'unreadable';
  }

  /** What is the matter with the file, until something is changed or it was read; undefined if nothing is. */
  get trouble(): SettingsTrouble | undefined {
    return this.#trouble;
  }

  /** Reads a file that could not be read as soon as that is possible. */
  keepReading(): void {
    if (this.isRead) return;
    const { clock } = this.#options;
    this.#cancelReading = clock.setTimeout(() => {
      this.#readAgain()
        .then(() => this.#storeChanges())
        .catch(() => {
          this.keepReading();
        });
    }, AGAIN_MS);
  }

  /**
   * Changes some settings. They hold at once.
   * @returns when they are stored
   * @throws Win32Error if they cannot be stored: what replaceFile() throws, or why the file cannot be read
   */
  change(change: SettingsChange): Promise<void> {
    const before = this.#settings;
    this.#content = { ...this.#content, ...change };
    this.#settings = { ...before, ...change };
    if (this.isRead) this.#trouble = undefined;
    this.#options.onChange(before);
    return this.#store();
  }

  /** Settles when everything is stored, or could not be, also not now. Reads no more. */
  async flush(): Promise<void> {
    this.#cancelReading();
    await this.#writing;
    await this.#storeChanges();
  }

  /**
   * Stores before it returns what is not stored yet: nothing can be waited for when the session ends. Never throws: a
   * message box would keep the person from signing out.
   */
  storeNow(): void {
    if (this.#stored === this.#content) return;
    const { path } = this.#options;
    try {
      const content = this.isRead ? {} : readNow(path);
      replaceFileNow(path, textOf({ ...content, ...this.#content }));
      this.#stored = this.#content;
    } catch (error) {
      this.#noteNotStored(error);
    }
  }

  /** Never throws. */
  async #storeChanges(): Promise<void> {
    if (this.#stored !== this.#content) await this.#store().catch(this.#noteNotStored);
  }

  /** However many changes come while one is being written, one more writing has them all. */
  #store(): Promise<void> {
    this.#waiting ??= this.#writing.then(() => this.#write());
    this.#writing = this.#waiting.catch(() => undefined);
    return this.#waiting;
  }

  async #write(): Promise<void> {
    this.#waiting = undefined;
    await this.#readAgain();
    const content = this.#content;
    await replaceFile(this.#options.path, textOf(content), 'created');
    this.#stored = content;
  }

  /** @throws Win32Error if the file can still not be read */
  async #readAgain(): Promise<void> {
    if (this.isRead) return;
    this.#reading ??= this.#readNow().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  async #readNow(): Promise<void> {
    const { path, log, onChange } = this.#options;
    const { content, trouble } = await read(this.#options);
    const isChanged = this.#stored !== this.#content;
    this.#content = { ...content, ...this.#content };
    if (!isChanged) this.#stored = this.#content;
    this.#settings = settingsFrom(this.#content, log);
    this.#trouble = trouble;
    log.write('settings-read', { path });
    onChange(undefined);
  }

  readonly #noteNotStored = (error: unknown): void => {
    const { path, log } = this.#options;
    log.write('settings-not-stored', { path, reason: String(error) });
  };
}

function textOf(content: Content): string {
  return `${JSON.stringify({ ...DEFAULT_SETTINGS, ...content }, undefined, 2)}\n`;
}

/**
 * @returns what the file says; of one that is damaged, where it was set aside
 * @throws Win32Error if it cannot be read, or is damaged and cannot be set aside
 */
async function read({ path, ...tools }: SettingsFileOptions): Promise<{
  readonly content: Content;
  readonly trouble: SettingsTrouble | undefined;
}> {
  const bytes = await bytesOf(path, tools.clock);
  if (bytes === 'missing') return { content: {}, trouble: undefined };
  const content = bytes === 'no file' ? undefined : parse(bytes);
  if (content !== undefined) return { content, trouble: undefined };
  return { content: {}, trouble: await setAside(path, tools) };
}

async function bytesOf(path: string, clock: Clock): Promise<Uint8Array | 'missing' | 'no file'> {
  try {
    return await untilReleased(() => readFile(path), clock);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return 'missing';
    if (code === 'EISDIR') return 'no file';
    return asWin32('CreateFileW', () => Promise.reject(error as Error));
  }
}

/** @throws Error for a file that cannot be read, or is damaged */
function readNow(path: string): Content {
  try {
    const content = parse(untilReleasedNow(() => readFileSync(path)));
    if (content === undefined) throw new Error('The file is damaged');
    return content;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

async function setAside(
  path: string,
  { log, clock }: Pick<SettingsFileOptions, 'log' | 'clock'>,
): Promise<SettingsTrouble> {
  const kept = unusedName(`${path}.damaged`);
  await asWin32('MoveFileExW', () => untilReleased(() => rename(path, kept), clock));
  log.write('settings-damaged', { setAside: kept });
  return { kind: 'set-aside', path: kept };
}

/** @returns the path, or one with a number behind it where that is taken: what was set aside earlier stays */
function unusedName(path: string): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? path : `${path}-${String(number)}`;
    if (!existsSync(name)) return name;
  }
}

/** @returns undefined for what is no settings file */
function parse(bytes: Uint8Array): Content | undefined {
  try {
    const stored: unknown = JSON.parse(textFrom(bytes));
    if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return undefined;
    return stored as Content;
  } catch {
    return undefined;
  }
}

/** What is missing, as in a file of an earlier Sigma, has its default, and so does an invalid value. */
function settingsFrom(content: Content, log: Log): Settings {
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  for (const [name, schema] of Object.entries(settingsSchema.entries)) {
    if (!Object.hasOwn(content, name)) continue;
    const { success, output } = v.safeParse(schema, content[name]);
    if (success) settings[name] = output;
    else log.write('setting-not-understood', { name });
  }
  return v.parse(settingsSchema, settings);
}

/** @returns the text of UTF-8, or of UTF-16 where a byte-order mark says so: an editor may have left any of them */
function textFrom(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}
