import type { EventPayload } from '../../common/ipc.ts';
import type { EventName } from '../../common/ipc-names.ts';
import type { Settings } from '../../common/settings.ts';
import type { RequestHandlers } from '../../electron/ipc-main.ts';

/** What the window talks to: the main process, or a replacement. */
export interface MainSide extends AsyncDisposable {
  readonly handlers: RequestHandlers;
  /** From now on, events go to the page. */
  attach(page: PageEnd): void;
}

/** What a main process does to the page. */
export interface PageEnd {
  send<N extends EventName>(name: N, payload: EventPayload<N>): void;
  showTheme(theme: Settings['theme']): void;
}
