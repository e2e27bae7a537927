import { EventEmitter } from 'node:events';
import { StandIn } from './emitter.ts';

type Source = 'system' | 'light' | 'dark';

/** Emits the new source whenever main chooses one. */
export const themeEvents = new EventEmitter<{ chosen: [Source] }>();

/** Whether the page is light or dark: the same as the browser, unless main chooses. */
class NativeTheme extends StandIn {
  /** For the color behind a page that has not loaded yet; the browser uses its own. */
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
