import type { MessageRow } from '../../../common/view.ts';
import { indexOfId, type LongList } from '../../state/long-list.ts';

/** The selected messages by their ids, because rows move, and some leave the list. */
export interface Selection {
  /** Where the keys continue from. */
  readonly current: number;
  /** The fixed end of a range that reaches to `end`, in either direction. */
  readonly anchor: number;
  readonly end: number;
}

type Rows = LongList<MessageRow>;

/** @returns the selection after one row was selected, or, with `extend`, every row up to it */
export function choose(selection: Selection | undefined, id: number, extend: boolean): Selection {
  return { current: id, anchor: extend && selection !== undefined ? selection.anchor : id, end: id };
}

/** @returns all rows, with the same current row; undefined if there are none */
export function chooseAll(selection: Selection | undefined, rows: Rows): Selection | undefined {
  if (rows.first === undefined || rows.last === undefined) return undefined;
  return { current: selection?.current ?? rows.last.id, anchor: rows.first.id, end: rows.last.id };
}

export function isChosen(selection: Selection | undefined, id: number): boolean {
  if (selection === undefined) return false;
  const { anchor, end } = selection;
  return id >= Math.min(anchor, end) && id <= Math.max(anchor, end);
}

/** @returns the selected rows that are shown, oldest first */
export function chosenRows(selection: Selection | undefined, rows: Rows): MessageRow[] {
  if (selection === undefined) return [];
  const { anchor, end } = selection;
  return rows.slice(indexOfId(rows, Math.min(anchor, end)), indexOfId(rows, Math.max(anchor, end) + 1));
}

/**
 * The keyboard pattern of a list box, https://www.w3.org/WAI/ARIA/apg/patterns/listbox/
 * @param pageRows how many rows are visible at once
 * @returns the id of the row that the key goes to; undefined for any other key, and if there is no row
 */
export function rowByKey(
  key: string,
  selection: Selection | undefined,
  rows: Rows,
  pageRows: number,
): number | undefined {
  const lastIndex = rows.length - 1;
  // Without a current row, the keys start at the newest; if the row has left the list, they start at its place.
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
