import type { MessageRow } from '../../common/view.ts';
import { timeAgo } from '../time-words.ts';
import { useWords } from '../state/use-speech.ts';
import { StatusPart } from './status-part.tsx';
import { useNow } from '../state/use-now.ts';

/** How long ago the latest message arrived, and its number if it has one. */
export function LastMessage({ latest }: { readonly latest: MessageRow | undefined }) {
  const words = useWords();
  const now = useNow();
  if (latest === undefined)
    return <StatusPart part="last-message" opens="messages" text={words.messages.noneYet} />;
  const ago = timeAgo(words, latest.arrivedAt, now);
  const text = latest.seq === undefined ? ago : words.messages.number(latest.seq, ago);
  return <StatusPart part="last-message" opens="messages" text={text} />;
}
