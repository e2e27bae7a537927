import type { MessageRow } from '../../common/ipc.ts';
import { timeAgo } from '../time-words.ts';
import { WORDS } from '../words.ts';
import { StatusPart } from './status-part.tsx';
import { useNow } from './use-now.ts';

/** How long ago the latest message arrived, and its number if it has one. */
export function LastMessage({ latest }: { readonly latest: MessageRow | undefined }) {
  const now = useNow();
  if (latest === undefined) return <StatusPart part="last-message" text={WORDS.noMessagesYet} />;
  const ago = timeAgo(latest.arrivedAt, now);
  const text = latest.seq === undefined ? ago : `No. ${String(latest.seq)}, ${ago}`;
  return <StatusPart part="last-message" text={text} />;
}
