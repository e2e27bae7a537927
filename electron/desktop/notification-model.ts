import type { ServiceView } from '../../common/view.ts';
import { exitCodeText, refusalText } from '../../common/status-text.ts';
import type { Words } from '../../common/languages/words.ts';
import type { MenuChoice } from './menu-entry.ts';
import { serviceEntry } from './service-entry.ts';
import type { Trouble } from './trouble.ts';

export interface NotificationModel {
  readonly title: string;
  readonly body: string;
  readonly buttons: readonly { readonly label: string; readonly choice: MenuChoice }[];
}

/** @returns what the person is told of trouble, and what can be done about it at once */
export function troubleNotification(words: Words, news: Trouble, service: ServiceView): NotificationModel {
  const show = { label: words.desktop.show, choice: { kind: 'show' } } as const;
  if (news === 'silent') {
    return { title: words.desktop.silent, body: words.desktop.silentDetail, buttons: [show] };
  }
  if (news === 'refused') {
    return { title: words.desktop.refused, body: refusalText(words, service.scm), buttons: [show] };
  }
  if (news === 'replaced') {
    return { title: words.desktop.replaced, body: words.service.replaced, buttons: [show] };
  }
  const start = serviceEntry(words, service, 'start');
  return {
    title: words.desktop.failed,
    body: service.scm.kind === 'present' ? exitCodeText(words, service.scm.status) : '',
    buttons: start.isEnabled ? [start, show] : [show],
  };
}

/** @returns what is told once, when closing the window leaves Sigma in the notification area */
export function trayNotification({ desktop }: Words): NotificationModel {
  return { title: desktop.inTray, body: desktop.inTrayDetail, buttons: [] };
}
