import type { Health } from '../../common/health.ts';
import type { View } from '../../common/ipc.ts';

/** What a person wants to hear of without looking. */
export type Trouble = Extract<Health, 'failed' | 'silent' | 'refused'>;

/** How long after one notification no other of its kind is shown, in milliseconds. */
export const QUIET_MS = 300_000;

/** What was seen and told so far. */
export interface TroubleState {
  /** How the service was when its state was last known; undefined before that. */
  readonly last: Trouble | 'none' | undefined;
  /** When each kind was last told. */
  readonly toldAt: Readonly<Partial<Record<Trouble, number>>>;
}

export const NO_TROUBLE_YET: TroubleState = { last: undefined, toldAt: {} };

/** What the view says that matters here. */
export type TroubleView = Pick<View, 'health' | 'busy' | 'settings'>;

/**
 * Decides by each new view whether there is news. None is what was there when Sigma started, what happens during an
 * operation, whose outcome the window tells, and what was told a short while ago.
 * @param at milliseconds of a clock that does not run backwards
 * @returns the state from now on, and what to tell; undefined for nothing
 */
export function followTrouble(
  state: TroubleState,
  view: TroubleView,
  at: number,
): { readonly state: TroubleState; readonly news: Trouble | undefined } {
  if (view.health === 'unknown') return { state, news: undefined };
  const now = troubleOf(view);
  const { last, toldAt } = state;
  const isNew = now !== 'none' && now !== last && last !== undefined && view.busy === undefined;
  if (!isNew || !view.settings.notifications || at - (toldAt[now] ?? -Infinity) < QUIET_MS) {
    return { state: { ...state, last: now }, news: undefined };
  }
  return { state: { last: now, toldAt: { ...toldAt, [now]: at } }, news: now };
}

function troubleOf({ health }: TroubleView): Trouble | 'none' {
  return health === 'silent' || health === 'refused' || health === 'failed' ? health : 'none';
}
