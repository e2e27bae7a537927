import type { Settings } from '../../common/settings.ts';
import type { ServiceView } from '../../common/view.ts';
import type { Health } from '../../common/health.ts';

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
