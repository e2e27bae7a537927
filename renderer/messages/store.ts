import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ExportFormat } from '../../common/export.ts';
import type { MessageRow } from '../../common/ipc.ts';
import { indexOfId, LongList } from '../long-list.ts';
import type { SigmaStore } from '../store.ts';
import { filterAll, followSource, type Filtered } from './filtered.ts';
import { FORMATS, textLines } from './formats.ts';
import { choose, chooseAll, chosenRows, type Selection } from './selection.ts';
import { textPattern } from './text-filter.ts';

/** How the messages are looked at. It outlives the Messages window. */
export interface MessagesState {
  /** What to look for; empty for everything. */
  readonly query: string;
  /** What is shown: what the filter leaves of all messages, or, while it is paused, of those that were there then. */
  readonly shown: Filtered;
  readonly paused: LongList<MessageRow> | undefined;
  /** How many messages came since it was paused. */
  readonly heldBack: number;
  readonly selection: Selection | undefined;
  /** Whether the list stays at its newest row. */
  readonly isFollowing: boolean;
}

export interface MessagesStore extends StoreApi<MessagesState> {
  readonly setQuery: (query: string) => void;
  readonly setPaused: (isPaused: boolean) => void;
  readonly setFollowing: (isFollowing: boolean) => void;
  /** Chooses one row, or, where it `extends`, all up to it. */
  readonly choose: (id: number, extend: boolean) => void;
  readonly chooseAll: () => void;
  /** The chosen messages as lines of text, or all that are shown where none is chosen. */
  readonly copyText: () => string;
  /** Has everything that is shown written to where the person says. */
  readonly exportShown: (format: ExportFormat, suggestedName: string, locale: string) => void;
}

const NOTHING = LongList.of<MessageRow>();

export function createMessagesStore(sigma: SigmaStore): MessagesStore {
  const arrived = (): LongList<MessageRow> => sigma.getState().feed.shown?.messages ?? NOTHING;
  const store = createStore<MessagesState>()(() => ({
    query: '',
    shown: filterAll(arrived(), undefined),
    paused: undefined,
    heldBack: 0,
    selection: undefined,
    isFollowing: true,
  }));

  sigma.subscribe(({ feed }, before) => {
    if (feed.shown?.messages === before.feed.shown?.messages) return;
    store.setState(({ shown, paused }) =>
      paused === undefined
        ? { shown: followSource(shown, arrived()) }
        : { heldBack: countAfter(paused, arrived()) },
    );
  });

  return {
    ...store,
    setQuery(query) {
      store.setState(({ paused, selection }) => {
        const shown = filterAll(paused ?? arrived(), textPattern(query));
        // Whoever has found a message sees it among the others again; else the newest are of interest.
        return { query, shown, isFollowing: !isAmong(selection, shown.rows) };
      });
    },
    setPaused(isPaused) {
      store.setState(({ shown }) =>
        isPaused
          ? { paused: arrived(), heldBack: 0 }
          : { paused: undefined, heldBack: 0, shown: followSource(shown, arrived()) },
      );
    },
    setFollowing(isFollowing) {
      store.setState({ isFollowing });
    },
    choose(id, extend) {
      store.setState(({ selection, shown }) => ({
        selection: choose(selection, id, extend),
        isFollowing: id === shown.rows.last?.id,
      }));
    },
    chooseAll() {
      store.setState(({ selection, shown }) => ({ selection: chooseAll(selection, shown.rows) }));
    },
    copyText() {
      const { selection, shown } = store.getState();
      const chosen = chosenRows(selection, shown.rows);
      return textLines(chosen.length > 0 ? chosen : shown.rows.items());
    },
    exportShown(format, suggestedName, locale) {
      const text = FORMATS[format](store.getState().shown.rows.items(), locale);
      sigma.exportMessages({ format, suggestedName, text });
    },
  };
}

function countAfter(paused: LongList<MessageRow>, rows: LongList<MessageRow>): number {
  return rows.length - indexOfId(rows, (paused.last?.id ?? 0) + 1);
}

function isAmong(selection: Selection | undefined, rows: LongList<MessageRow>): boolean {
  if (selection === undefined) return false;
  return rows.at(indexOfId(rows, selection.current))?.id === selection.current;
}
