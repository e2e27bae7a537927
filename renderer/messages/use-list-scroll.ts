import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { MessageRow } from '../../common/ipc.ts';
import { isAtEnd, ROW_HEIGHT, rowRange, rowsGone, scrollEnd, type RowRange } from './row-range.ts';

export interface ListScroll {
  /** For the element that scrolls; its style sheet takes --row-height, --rows-above and --rows-below. */
  readonly ref: RefObject<HTMLUListElement | null>;
  readonly range: RowRange;
  /** Whether the list stays at its newest row: until someone scrolls up. */
  readonly isFollowing: boolean;
  readonly onScroll: () => void;
  readonly jumpToNewest: () => void;
}

/**
 * Scrolling of a list whose rows are all equally high and of which only the seen ones are drawn. While
 * someone reads further up, the rows stay where they are, also when older ones leave the list.
 */
export function useListScroll(messages: readonly MessageRow[]): ListScroll {
  const ref = useRef<HTMLUListElement>(null);
  const drawn = useRef(messages);
  const [measured, setMeasured] = useState({ top: 0, height: 0, messages });
  const [isFollowing, setFollowing] = useState(true);
  const count = messages.length;

  const end = scrollEnd(measured.height, count);
  const top = isFollowing ? end : measured.top - rowsGone(measured.messages, messages) * ROW_HEIGHT;
  const range = rowRange({ top, height: measured.height }, count);

  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    // Before the scrolling below, which needs the space of the rows that are not drawn.
    element.style.setProperty('--row-height', `${String(ROW_HEIGHT)}px`);
    element.style.setProperty('--rows-above', String(range.start));
    element.style.setProperty('--rows-below', String(count - range.end));
  }, [count, range.start, range.end]);

  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const gone = rowsGone(drawn.current, messages);
    drawn.current = messages;
    // By a difference, because the person's own scrolling may be further on than what was measured.
    if (isFollowing) element.scrollTop = end;
    else if (gone > 0) element.scrollTop -= gone * ROW_HEIGHT;
  }, [messages, end, isFollowing]);

  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      setMeasured(measure(element, drawn.current));
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);

  function onScroll(): void {
    const element = ref.current;
    if (element === null) return;
    const now = measure(element, drawn.current);
    setMeasured(now);
    setFollowing(isAtEnd(now, drawn.current.length));
  }

  function jumpToNewest(): void {
    setFollowing(true);
    ref.current?.focus();
  }

  return { ref, range, isFollowing, onScroll, jumpToNewest };
}

function measure(element: HTMLElement, messages: readonly MessageRow[]) {
  return { top: element.scrollTop, height: element.clientHeight, messages };
}
