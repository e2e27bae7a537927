import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Log } from '../engine/log.ts';
import { replaceFileNow, untilReleasedNow } from '../native-bridge/node-files.ts';
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
      return v.parse(windowPlaceSchema, JSON.parse(untilReleasedNow(() => readFileSync(this.#path, 'utf8'))));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT') this.#log.write('window-place-unreadable', { reason: String(error) });
      return undefined;
    }
  }

  /** Stores before it returns: nothing can be waited for when the session ends. Never throws. */
  store(place: WindowPlace): void {
    try {
      replaceFileNow(this.#path, `${JSON.stringify(place)}\n`);
    } catch (error) {
      this.#log.write('window-place-not-stored', { reason: String(error) });
    }
  }
}
