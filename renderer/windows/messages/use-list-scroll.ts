import type { MessageRow } from '../../../common/view.ts';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { indexOfId, type LongList } from '../../state/long-list.ts';
import {
  isAtEnd,
  ROW_HEIGHT,
  rowRange,
  rowsGone,
  scrollEnd,
  topToReveal,
  type RowRange,
} from './row-range.ts';
import { messageStore } from './use-messages.ts';

export interface ListScroll {
  /** For the scrolling element; its style sheet uses --row-height, --rows-above and --rows-below. */
  readonly ref: RefObject<HTMLUListElement | null>;
  readonly range: RowRange;
  /** How many whole rows are visible, less one that stays visible after paging. */
  readonly pageRows: () => number;
  readonly onScroll: () => void;
  /** Scrolls just enough to show the row. */
  readonly reveal: (index: number) => void;
}

/**
 * Scrolls a list whose rows all have the same height, and of which only the visible ones are drawn. While the user
 * reads further up, the rows stay in place, even if older ones leave the list.
 * @param firstIndex the row to start at, unless the list follows the newest
 */
export function useListScroll(
  rows: LongList<MessageRow>,
  isFollowing: boolean,
  firstIndex: () => number | undefined,
): ListScroll {
  const ref = useRef<HTMLUListElement>(null);
  const drawn = useRef(rows);
  /** Where this code scrolled the list to: any other position is the user's. */
  const ownTop = useRef(0);
  /** The height before the change. */
  const height = useRef(0);
  const [measured, setMeasured] = useState({ top: 0, height: 0, rows });
  const count = rows.length;

  const end = scrollEnd(measured.height, count);
  const top = isFollowing ? end : measured.top - rowsGone(measured.rows, rows) * ROW_HEIGHT;
  const range = rowRange({ top, height: measured.height }, count);

  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    // Before scrolling below, which needs the space of the rows that are not drawn.
    element.style.setProperty('--row-height', `${String(ROW_HEIGHT)}px`);
    element.style.setProperty('--rows-above', String(range.start));
    element.style.setProperty('--rows-below', String(count - range.end));
  }, [count, range.start, range.end]);

  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const gone = rowsGone(drawn.current, rows);
    drawn.current = rows;
    // By a difference, because the user may have scrolled on since it was measured.
    if (isFollowing) scrollTo(element, end);
    else if (gone > 0) scrollTo(element, element.scrollTop - gone * ROW_HEIGHT);
  }, [rows, end, isFollowing]);

  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const first = firstIndex();
    let isFirst = true;
    const observer = new ResizeObserver(() => {
      if (isFirst && !messageStore.getState().isFollowing && first !== undefined)
        scrollTo(element, topToReveal(measure(element), first));
      else keepCurrentInView(element);
      isFirst = false;
      height.current = element.clientHeight;
      setMeasured({ ...measure(element), rows: drawn.current });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
    // Once, for as long as the list is there.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  useLayoutEffect(
    () =>
      messageStore.subscribe((state, before) => {
        const element = ref.current;
        // While the list follows the newest row, its position is not measured.
        if (element === null || state.isFollowing || !before.isFollowing) return;
        setMeasured({ ...measure(element), rows: drawn.current });
      }),
    [],
  );

  /** Details below the list take a part of its height, and belong to a visible row. */
  function keepCurrentInView(element: HTMLElement): void {
    const { isFollowing: follows, selection, shown } = messageStore.getState();
    if (follows || selection === undefined) return;
    const index = indexOfId(shown.rows, selection.current);
    const before = { top: element.scrollTop, height: height.current };
    if (topToReveal(before, index) !== before.top) return;
    scrollTo(element, topToReveal(measure(element), index));
  }

  function scrollTo(element: HTMLElement, wanted: number): void {
    element.scrollTop = wanted;
    ownTop.current = element.scrollTop;
  }

  function onScroll(): void {
    const element = ref.current;
    if (element === null) return;
    const isOwn = element.scrollTop === ownTop.current;
    if (isOwn && isFollowing) return;
    const now = measure(element);
    setMeasured({ ...now, rows: drawn.current });
    if (!isOwn) messageStore.setFollowing(isAtEnd(now, drawn.current.length));
  }

  function pageRows(): number {
    const height = ref.current?.clientHeight ?? 0;
    return Math.max(1, Math.floor(height / ROW_HEIGHT) - 1);
  }

  function reveal(index: number): void {
    const element = ref.current;
    if (element === null) return;
    scrollTo(element, topToReveal(measure(element), index));
    setMeasured({ ...measure(element), rows: drawn.current });
  }

  return { ref, range, pageRows, onScroll, reveal };
}

function measure(element: HTMLElement) {
  return { top: element.scrollTop, height: element.clientHeight };
}
