import { assertNever } from '../../common/assert-never.ts';
import type { Update, UpdateFailure, UpdateObstacle, UpdateState } from '../../common/updates.ts';

/** What happens to updates. */
export type UpdateEvent =
  | { readonly type: 'switch'; readonly obstacle: UpdateObstacle | undefined }
  | { readonly type: 'check' }
  | { readonly type: 'checked'; readonly at: number; readonly update: Update | undefined }
  | { readonly type: 'download' }
  | { readonly type: 'progress'; readonly percent: number }
  | { readonly type: 'downloaded' }
  | { readonly type: 'install' }
  /** The person has refused Windows' prompt. */
  | { readonly type: 'declined' }
  | { readonly type: 'failed'; readonly failure: UpdateFailure; readonly detail: string };

/** @returns the very same state where the event makes no sense in it */
export function nextUpdateState(state: UpdateState, event: UpdateEvent): UpdateState {
  switch (event.type) {
    case 'switch':
      return event.obstacle === undefined ? { kind: 'idle' } : { kind: 'disabled', obstacle: event.obstacle };
    case 'check':
      return CHECKABLE.has(state.kind) ? { kind: 'checking' } : state;
    case 'checked':
      return state.kind === 'checking' ? checked(event) : state;
    case 'download':
      return state.kind === 'available' ? { kind: 'downloading', update: state.update, percent: 0 } : state;
    case 'progress':
      return state.kind === 'downloading' ? { ...state, percent: wholePercent(event.percent) } : state;
    case 'downloaded':
      return state.kind === 'downloading' ? { kind: 'ready', update: state.update } : state;
    case 'install':
      return state.kind === 'ready' ? { kind: 'installing', update: state.update } : state;
    case 'declined':
      return state.kind === 'installing' ? { kind: 'ready', update: state.update } : state;
    case 'failed':
      return FALLIBLE.has(state.kind)
        ? { kind: 'failed', failure: event.failure, detail: event.detail }
        : state;
    default:
      return assertNever(event);
  }
}

const CHECKABLE: ReadonlySet<UpdateState['kind']> = new Set(['idle', 'none', 'available', 'failed'] as const);
const FALLIBLE: ReadonlySet<UpdateState['kind']> = new Set([
  'checking',
  'downloading',
  'installing',
] as const);

function checked({ at, update }: Extract<UpdateEvent, { type: 'checked' }>): UpdateState {
  return update === undefined ? { kind: 'none', checkedAt: at } : { kind: 'available', update };
}

/** The server says how long its file is, and so may be wrong in any way. */
function wholePercent(percent: number): number {
  return Number.isFinite(percent) ? Math.min(100, Math.max(0, Math.round(percent))) : 0;
}
