import { join } from 'node:path';
import type { Health } from '../../common/health.ts';
import type { ServiceView } from '../../common/view.ts';
import type { Words } from '../../common/languages/words.ts';
import { isPending } from '../../common/service-status.ts';
import { shortened } from '../../common/display-text.ts';
import type { Operation } from '../../common/operations.ts';
import { statusText, exitCodeText, refusalText } from '../../common/status-text.ts';
import type { Settings } from '../../common/settings.ts';
import { separated, serviceEntry, type MenuEntry, type MenuChoice } from './menu-entry.ts';

/** The shapes by which the tray and the taskbar show the health: the drawings in build/icon/health. */
export const HEALTH_PICTURES = ['ok', 'warning', 'error', 'paused', 'stopped', 'unsettled'] as const;
export type HealthPicture = (typeof HEALTH_PICTURES)[number];

/** The picture of each health. */
const PICTURE_OF: Readonly<Record<Health, HealthPicture>> = {
  unknown: 'unsettled',
  'not-installed': 'stopped',
  stopped: 'stopped',
  failed: 'error',
  starting: 'unsettled',
  healthy: 'ok',
  late: 'warning',
  silent: 'warning',
  refused: 'warning',
  paused: 'paused',
  stopping: 'unsettled',
  hung: 'warning',
  'posting-unregistered': 'warning',
};

/**
 * @param folder where the build has put the pictures
 * @returns the file of a picture. For the tray on Windows, an .ico with a drawing for each size. An overlay is a single
 *   drawing in the only size that Electron passes to the taskbar; from an .ico it would choose another
 */
export function pictureFile(folder: string, use: 'tray' | 'overlay', picture: HealthPicture): string {
  const hasSizes = use === 'tray' && process.platform === 'win32';
  return join(folder, `${use}-${picture}.${hasSizes ? 'ico' : 'png'}`);
}

/** The window's button on the taskbar. */
export interface TaskbarModel {
  readonly isBusy: boolean;
  readonly overlay: HealthPicture;
  /** The meaning of the overlay, for people who can't see it. */
  readonly description: string;
}

/** Busy while an operation is running, or while the service changes its state for any reason. */
export function taskbarModel(words: Words, { busy, scm, health }: ServiceView): TaskbarModel {
  return {
    isBusy: busy !== undefined || (scm.kind === 'present' && isPending(scm.status.state)),
    overlay: PICTURE_OF[health],
    description: words.health.words[health],
  };
}

/** The longest tool tip in the notification area that Windows keeps, in UTF-16 units: szTip of NOTIFYICONDATAW. */
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
    // The ellipsis takes one unit.
    toolTip: shortened(statusText(words, service), TOOL_TIP_LIMIT - 1),
    menu: separated(
      [{ kind: 'item', label: words.desktop.open, choice: { kind: 'show' }, isEnabled: true }],
      TRAY_OPERATIONS.map((operation) => serviceEntry(words, service, operation)),
      [{ kind: 'item', label: words.menu.exit, choice: { kind: 'exit' }, isEnabled: true }],
    ),
  };
}

/**
 * Trouble that the user wants to be notified of. `replaced`: the service ended and runs again, and no reading showed it
 * stopped.
 */
export type Trouble = Extract<Health, 'failed' | 'silent' | 'refused'> | 'replaced';

/** How long after one notification no other of its kind is shown, in milliseconds. */
export const QUIET_MS = 300_000;

/** What has been seen and reported so far. */
export interface TroubleState {
  /** The trouble when the state was last known; undefined before that. */
  readonly last: Exclude<Trouble, 'replaced'> | 'none' | undefined;
  /** When each kind was last reported. */
  readonly toldAt: Readonly<Partial<Record<Trouble, number>>>;
  /** The number of failures seen. */
  readonly failures: number;
}

export const NO_TROUBLE_YET: TroubleState = { last: undefined, toldAt: {}, failures: 0 };

/** The part of a service that matters here. */
export type TroubleView = Pick<ServiceView, 'health' | 'busy' | 'lastFailure'>;

/**
 * Decides for each new view whether there is news. Not news: what was there when Sigma started, what happens during an
 * operation, whose result the window shows, and what was reported a short while ago.
 * @param at milliseconds of a monotonic clock
 * @returns the new state, and the trouble to report, if any
 */
export function followTrouble(
  state: TroubleState,
  { health, busy, lastFailure }: TroubleView,
  at: number,
  { notifications }: Pick<Settings, 'notifications'>,
): { readonly state: TroubleState; readonly news: Trouble | undefined } {
  if (health === 'unknown') return { state, news: undefined };
  const now = troubleOf(health);
  const { last, toldAt } = state;
  const failures = lastFailure?.number ?? 0;
  const isReplaced = lastFailure?.kind === 'replaced' && failures > state.failures;
  const isNew = now !== 'none' && now !== last;
  const news = isNew ? now : isReplaced ? 'replaced' : undefined;
  const isTold = news !== undefined && last !== undefined && busy === undefined && notifications;
  if (!isTold || at - (toldAt[news] ?? -Infinity) < QUIET_MS) {
    return { state: { ...state, last: now, failures }, news: undefined };
  }
  return { state: { last: now, toldAt: { ...toldAt, [news]: at }, failures }, news };
}

function troubleOf(health: Health): NonNullable<TroubleState['last']> {
  return health === 'silent' || health === 'refused' || health === 'failed' ? health : 'none';
}

export interface NotificationModel {
  readonly title: string;
  readonly body: string;
  readonly buttons: readonly { readonly label: string; readonly choice: MenuChoice }[];
}

/** @returns the text about the trouble, and the actions that the notification offers */
export function troubleNotification(words: Words, news: Trouble, service: ServiceView): NotificationModel {
  const { displayName } = service;
  const show = { label: words.desktop.show, choice: { kind: 'show' } } as const;
  if (news === 'silent') {
    return { title: words.desktop.silent(displayName), body: words.desktop.silentDetail, buttons: [show] };
  }
  if (news === 'refused') {
    return {
      title: words.desktop.refused(displayName),
      body: refusalText(words, service.scm),
      buttons: [show],
    };
  }
  if (news === 'replaced') {
    return { title: words.desktop.replaced(displayName), body: words.service.replaced, buttons: [show] };
  }
  const start = serviceEntry(words, service, 'start');
  return {
    title: words.desktop.failed(displayName),
    body: service.scm.kind === 'present' ? exitCodeText(words, service.scm.status) : '',
    buttons: start.isEnabled ? [start, show] : [show],
  };
}

/** @returns the text shown once, when closing the window leaves Sigma in the notification area */
export function trayNotification({ desktop }: Words): NotificationModel {
  return { title: desktop.inTray, body: desktop.inTrayDetail, buttons: [] };
}
