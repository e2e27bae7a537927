import type { MessageRow } from '../../../common/view.ts';
import { indexOfId, type LongList } from '../../state/long-list.ts';

/** Which messages are chosen, by their ids: the rows move, and some of them leave the list. */
export interface Selection {
  /** Where the keys go on from. */
  readonly current: number;
  /** What a range reaches from, to `end`, in either direction. */
  readonly anchor: number;
  readonly end: number;
}

type Rows = LongList<MessageRow>;

/** @returns the selection after a row was chosen alone, or, where it `extends`, everything up to it */
export function choose(selection: Selection | undefined, id: number, extend: boolean): Selection {
  return { current: id, anchor: extend && selection !== undefined ? selection.anchor : id, end: id };
}

/** @returns everything, while the current row stays what it is; undefined where there is nothing */
export function chooseAll(selection: Selection | undefined, rows: Rows): Selection | undefined {
  if (rows.first === undefined || rows.last === undefined) return undefined;
  return { current: selection?.current ?? rows.last.id, anchor: rows.first.id, end: rows.last.id };
}

export function isChosen(selection: Selection | undefined, id: number): boolean {
  if (selection === undefined) return false;
  const { anchor, end } = selection;
  return id >= Math.min(anchor, end) && id <= Math.max(anchor, end);
}

/** @returns the chosen rows that are shown, oldest first */
export function chosenRows(selection: Selection | undefined, rows: Rows): MessageRow[] {
  if (selection === undefined) return [];
  const { anchor, end } = selection;
  return rows.slice(indexOfId(rows, Math.min(anchor, end)), indexOfId(rows, Math.max(anchor, end) + 1));
}

/**
 * The keyboard pattern of a list box, https://www.w3.org/WAI/ARIA/apg/patterns/listbox/
 * @param pageRows how many rows are seen at once
 * @returns the id of the row that the key goes to; undefined for any other key, and where there is no row
 */
export function rowByKey(
  key: string,
  selection: Selection | undefined,
  rows: Rows,
  pageRows: number,
): number | undefined {
  const lastIndex = rows.length - 1;
  // Without a current row the keys begin at the newest, and stay where its place was when it has left the list.
  const current = selection === undefined ? rows.length : indexOfId(rows, selection.current);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + pageRows,
    PageUp: current - pageRows,
    Home: 0,
    End: lastIndex,
  };
  const index = steps[key];
  return index === undefined ? undefined : rows.at(Math.max(0, Math.min(lastIndex, index)))?.id;
}
