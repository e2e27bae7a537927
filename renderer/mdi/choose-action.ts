import type { MdiAction } from './actions.ts';
import { focusActiveWindow } from './focus.ts';
import type { MdiStore } from './store.ts';

/** Does what was chosen from a menu, which may make no sense any more, and leaves the focus in a window. */
export function chooseAction(mdi: MdiStore, action: MdiAction | undefined): void {
  if (action !== undefined) mdi.dispatch(action);
  focusActiveWindow(mdi);
}
