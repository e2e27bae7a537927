import type { ServiceView } from '../../common/view.ts';
import { shortened } from '../../common/display-text.ts';
import type { Words } from '../../common/languages/words.ts';
import type { Operation } from '../../common/operations.ts';
import { statusText } from '../../common/status-text.ts';
import { PICTURE_OF, type HealthPicture } from './health-picture.ts';
import { separated, type MenuEntry } from './menu-entry.ts';
import { serviceEntry } from './service-entry.ts';

/** What Windows keeps of a tool tip in the notification area, in UTF-16 units: szTip of NOTIFYICONDATAW. */
export const TOOL_TIP_LIMIT = 127;

const TRAY_OPERATIONS: readonly Operation[] = ['start', 'stop', 'pause', 'continue'];

/** The icon in the notification area. */
export interface TrayModel {
  readonly picture: HealthPicture;
  readonly toolTip: string;
  readonly menu: readonly MenuEntry[];
}

export function trayModel(words: Words, service: ServiceView): TrayModel {
  return {
    picture: PICTURE_OF[service.health],
    // The ellipsis takes a place too.
    toolTip: shortened(statusText(words, service), TOOL_TIP_LIMIT - 1),
    menu: separated(
      [{ kind: 'item', label: words.desktop.open, choice: { kind: 'show' }, isEnabled: true }],
      TRAY_OPERATIONS.map((operation) => serviceEntry(words, service, operation)),
      [{ kind: 'item', label: words.menu.exit, choice: { kind: 'exit' }, isEnabled: true }],
    ),
  };
}
