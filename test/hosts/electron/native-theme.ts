import { EventEmitter } from 'node:events';
import { StandIn } from './emitter.ts';

type Source = 'system' | 'light' | 'dark';

/** Told the new source whenever main chooses one. */
export const themeEvents = new EventEmitter<{ chosen: [Source] }>();

/** Whether the page is light or dark: as the browser is, unless main says otherwise. */
class NativeTheme extends StandIn {
  /** The colour behind a page that is not there yet: the browser has one of its own. */
  readonly shouldUseDarkColors = false;
  #source: Source = 'system';

  get themeSource(): Source {
    return this.#source;
  }

  set themeSource(source: Source) {
    this.#source = source;
    themeEvents.emit('chosen', source);
  }
}

export const nativeTheme = new NativeTheme();
