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

/** How long to wait before retrying a file that could not be read, in milliseconds. */
const AGAIN_MS = 5_000;

interface SettingsFileOptions {
  readonly path: string;
  readonly log: Log;
  readonly clock: Clock;
  /**
   * Called after every change.
   * @param before the previous settings; undefined if they could not be read until now
   */
  readonly onChange: (before: Settings | undefined) => void;
}

/**
 * The content of the file, including values unknown to this Sigma, which another version, or the user, may have
 * written.
 */
type Content = Readonly<Record<string, unknown>>;

/**
 * The settings in one file, which is replaced as a whole: whenever the computer stops, either the old or the new file
 * is there. Sigma starts whatever the file's condition, and nothing in it is lost:
 * - An invalid value counts as missing, and stays in the file until the user changes that setting.
 * - A damaged file is set aside, and all settings have their defaults.
 * - A file that can't be read, or can't be set aside, stays as it is. All settings have their defaults until it can be
 * read; then the user's changes made in the meantime are applied to it.
 */
export class SettingsFile {
  readonly #options: SettingsFileOptions;
  /** Only what the user has changed while the file could not be read. */
  #content: Content;
  #stored: Content;
  #settings: Settings;
  #trouble: SettingsTrouble | undefined;
  #writing: Promise<void> = Promise.resolve();
  /** A write that has not begun yet. */
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

  /** Waits for two seconds if another program has the file open. */
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

  /** Whether the settings are the user's, or only defaults until the file can be read. */
  get isRead(): boolean {
    return this.#trouble?.kind !== 'unreadable';
  }

  /** What is wrong with the file, until a setting is changed or the file is read; undefined if nothing. */
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
   * Changes some settings, with immediate effect.
   * @returns when they are stored
   * @throws Win32Error if they can't be stored: what replaceFile() throws, or why the file can't be read
   */
  change(change: SettingsChange): Promise<void> {
    const before = this.#settings;
    this.#content = { ...this.#content, ...change };
    this.#settings = { ...before, ...change };
    if (this.isRead) this.#trouble = undefined;
    this.#options.onChange(before);
    return this.#store();
  }

  /** Settles when everything has been stored, or could not be. Stops trying to read the file. */
  async flush(): Promise<void> {
    this.#cancelReading();
    await this.#writing;
    await this.#storeChanges();
  }

  /**
   * Stores synchronously what is not stored yet, because nothing can be awaited when the session ends. Never throws: a
   * message box would keep the user from signing out.
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

  /** However many changes are made during a write, one more write stores them all. */
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

  /** @throws Win32Error if the file still can't be read */
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
 * @returns the file's content; for a damaged file, where it was set aside
 * @throws Win32Error if it can't be read, or is damaged and can't be set aside
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

/** @throws Error if the file can't be read, or is damaged */
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

/** @returns the path, with a number appended if it is taken: what was set aside earlier stays */
function unusedName(path: string): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? path : `${path}-${String(number)}`;
    if (!existsSync(name)) return name;
  }
}

/** @returns undefined if the bytes are no settings file */
function parse(bytes: Uint8Array): Content | undefined {
  try {
    const stored: unknown = JSON.parse(textFrom(bytes));
    if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return undefined;
    return stored as Content;
  } catch {
    return undefined;
  }
}

/** A missing value, as in a file of an earlier Sigma, and an invalid one get their defaults. */
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

/** @returns text in UTF-8, or in UTF-16 if a byte-order mark says so: an editor may have saved either */
function textFrom(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}
