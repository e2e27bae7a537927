import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { Log } from '../native-bridge/log.ts';
import { windowPlaceSchema, type WindowPlace } from './window-place.ts';

/** Where the main window was, in a file of its own, since it says nothing that a person has chosen. */
export class WindowPlaceFile {
  readonly #path: string;
  readonly #log: Log;

  constructor(path: string, log: Log) {
    this.#path = path;
    this.#log = log;
  }

  /** @returns undefined where nothing is stored, or nothing that makes sense. Never throws */
  read(): WindowPlace | undefined {
    try {
      return v.parse(windowPlaceSchema, JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT') this.#log.write('window-place-unreadable', { reason: String(error) });
      return undefined;
    }
  }

  /** Stores before it returns: nothing can be waited for when the session ends. Never throws. */
  store(place: WindowPlace): void {
    const unfinished = `${this.#path}.unfinished`;
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      writeFileSync(unfinished, `${JSON.stringify(place)}\n`);
      renameSync(unfinished, this.#path);
    } catch (error) {
      this.#log.write('window-place-not-stored', { reason: String(error) });
    }
  }
}
