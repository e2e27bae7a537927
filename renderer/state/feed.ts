import { patched, viewOf, type ErrorReport, type MessageRow, type View } from '../../common/view.ts';
import { assertNever } from '../../common/assert-never.ts';
import { MESSAGE_LIMIT, type Batch, type Snapshot } from '../../common/ipc.ts';
import { indexOfId, LongList } from './long-list.ts';

/** What the window shows, and the number of the last batch that is part of it. */
export interface Content {
  readonly number: number;
  readonly view: View;
  /** Oldest first, with ascending ids. */
  readonly messages: LongList<MessageRow>;
}

/**
 * The window's end of the snapshot and its numbered batches. `waiting`: a snapshot is needed, and what arrives before
 * it is held. What was shown before stays visible until then.
 */
export type Feed =
  | { readonly phase: 'waiting'; readonly shown: Content | undefined; readonly held: readonly Batch[] }
  | { readonly phase: 'following'; readonly shown: Content }
  | { readonly phase: 'failed'; readonly shown: Content | undefined; readonly error: ErrorReport };

/** @returns a feed that needs a snapshot and keeps what is shown */
export function waitingFeed(shown?: Content): Feed {
  return { phase: 'waiting', shown, held: [] };
}

export function withBatch(feed: Feed, batch: Batch): Feed {
  switch (feed.phase) {
    case 'waiting':
      return { ...feed, held: [...feed.held, batch] };
    case 'following':
      return follow(feed.shown, [batch]);
    case 'failed':
      // The snapshot that ends this phase is taken later and contains the batch.
      return feed;
    default:
      return assertNever(feed);
  }
}

export function withSnapshot(feed: Feed, { number, view, messages }: Snapshot): Feed {
  if (feed.phase !== 'waiting') return feed;
  const shown = {
    number,
    view: viewOf(view),
    messages: join(feed.shown?.messages ?? LongList.of<MessageRow>(), messages),
  };
  return follow(shown, feed.held);
}

export function withFailedSnapshot(feed: Feed, error: ErrorReport): Feed {
  return { phase: 'failed', shown: feed.shown, error };
}

/** @returns how many messages arrived before the oldest one that is kept */
export function forgottenCount(messages: LongList<MessageRow>): number {
  const oldest = messages.first;
  return oldest === undefined ? 0 : oldest.id - 1;
}

function follow(start: Content, batches: readonly Batch[]): Feed {
  let shown = start;
  for (const [index, batch] of batches.entries()) {
    if (batch.number <= shown.number) continue;
    if (batch.number > shown.number + 1) return { phase: 'waiting', shown, held: batches.slice(index) };
    shown = {
      number: batch.number,
      view: patched(shown.view, batch.patch),
      messages: join(shown.messages, batch.messages),
    };
  }
  return { phase: 'following', shown };
}

/** If both contain a message, the newer list wins, so none is shown twice. */
function join(kept: LongList<MessageRow>, newer: readonly MessageRow[]): LongList<MessageRow> {
  const first = newer[0];
  if (first === undefined) return kept;
  return kept.cutAt(indexOfId(kept, first.id)).append(newer).newest(MESSAGE_LIMIT);
}
