import type { MessageRow } from '../../../common/view.ts';
import { indexOfId, LongList } from '../../long-list.ts';

/** What a filter leaves of the messages, and how far it has come. */
export interface Filtered {
  /** Undefined lets all through. */
  readonly pattern: RegExp | undefined;
  readonly rows: LongList<MessageRow>;
  /** The id of the last message that was looked at. */
  readonly seen: number;
}

export function filterAll(source: LongList<MessageRow>, pattern: RegExp | undefined): Filtered {
  return followSource({ pattern, rows: LongList.of<MessageRow>(), seen: 0 }, source);
}

/** Looks at what is new in `source`, and lets go what is gone from it. A message with a known id is known. */
export function followSource({ pattern, rows, seen }: Filtered, source: LongList<MessageRow>): Filtered {
  const last = source.last?.id ?? seen;
  if (pattern === undefined) return { pattern, rows: source, seen: last };
  const fresh: MessageRow[] = [];
  for (const row of source.items(indexOfId(source, seen + 1))) if (pattern.test(row.text)) fresh.push(row);
  const kept = source.first === undefined ? rows : rows.letGo(indexOfId(rows, source.first.id));
  return { pattern, rows: kept.append(fresh), seen: last };
}
