import { assertNever } from '../../../common/assert-never.ts';
import type { Spoken } from '../../../common/languages/languages.ts';
import type { Words } from '../../../common/languages/words.ts';
import type { UpdateState } from '../../../common/updates.ts';
import { fullTime } from '../../time-words.ts';

/** @returns one sentence that changes only with the state, because each change is spoken by a screen reader */
export function updateText(spoken: Spoken, state: UpdateState): string {
  const { updates: words } = spoken.words;
  switch (state.kind) {
    case 'disabled':
      return words.obstacles[state.obstacle];
    case 'idle':
      return words.idle;
    case 'checking':
      return words.checking;
    case 'none':
      return words.none(fullTime(spoken, state.checkedAt));
    case 'available':
      return words.available(state.update.version);
    case 'downloading':
      return words.downloading(state.update.version);
    case 'ready':
      return words.ready(state.update.version);
    case 'installing':
      return words.installing(state.update.version);
    case 'failed':
      return words.failures[state.failure];
    default:
      return assertNever(state);
  }
}

/** @returns what goes with the sentence and need not be spoken */
export function updateDetail({ updates: words }: Words, state: UpdateState): string | undefined {
  if (state.kind === 'downloading') return words.percent(state.percent);
  return state.kind === 'failed' ? state.detail : undefined;
}
