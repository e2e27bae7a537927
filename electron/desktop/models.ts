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

/** The shapes by which the tray and the taskbar tell the health: the drawings of build/icon/health. */
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
 * @returns the file of a picture: for the tray an .ico, with a drawing for each size, where the system reads it. An
 *   overlay is one drawing of the only size that Electron gives the taskbar; of an .ico it would take another one
 */
export function pictureFile(folder: string, use: 'tray' | 'overlay', picture: HealthPicture): string {
  const hasSizes = use === 'tray' && process.platform === 'win32';
  return join(folder, `${use}-${picture}.${hasSizes ? 'ico' : 'png'}`);
}

/** The window's button on the taskbar. */
export interface TaskbarModel {
  readonly isBusy: boolean;
  readonly overlay: HealthPicture;
  /** What the overlay means, for people who cannot see it. */
  readonly description: string;
}

/** It is busy while an operation is under way, or the service changes its state by anybody's doing. */
export function taskbarModel(words: Words, { busy, scm, health }: ServiceView): TaskbarModel {
  return {
    isBusy: busy !== undefined || (scm.kind === 'present' && isPending(scm.status.state)),
    overlay: PICTURE_OF[health],
    description: words.health.words[health],
  };
}

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

/** What a person wants to hear of without looking. `replaced`: it ended and runs again, and nobody has seen it stop. */
export type Trouble = Extract<Health, 'failed' | 'silent' | 'refused'> | 'replaced';

/** How long after one notification no other of its kind is shown, in milliseconds. */
export const QUIET_MS = 300_000;

/** What was seen and told so far. */
export interface TroubleState {
  /** How the service was when its state was last known; undefined before that. */
  readonly last: Exclude<Trouble, 'replaced'> | 'none' | undefined;
  /** When each kind was last told. */
  readonly toldAt: Readonly<Partial<Record<Trouble, number>>>;
  /** How many failures were seen. */
  readonly failures: number;
}

export const NO_TROUBLE_YET: TroubleState = { last: undefined, toldAt: {}, failures: 0 };

/** What of a service matters here. */
export type TroubleView = Pick<ServiceView, 'health' | 'busy' | 'lastFailure'>;

/**
 * Decides by each new view whether there is news. None is what was there when Sigma started, what happens during an
 * operation, whose outcome the window tells, and what was told a short while ago.
 * @param at milliseconds of a clock that does not run backwards
 * @returns the state from now on, and what to tell; undefined for nothing
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

/** @returns what the person is told of trouble, and what can be done about it at once */
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

/** @returns what is told once, when closing the window leaves Sigma in the notification area */
export function trayNotification({ desktop }: Words): NotificationModel {
  return { title: desktop.inTray, body: desktop.inTrayDetail, buttons: [] };
}
