import { OWN_SERVICE } from '../../../common/service-profile.ts';
import { serviceIn, type MessageRow, type ServiceView } from '../../../common/view.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ExportFormat } from '../../../common/export.ts';
import { indexOfId, LongList } from '../../state/long-list.ts';
import type { SigmaStore } from '../../state/store.ts';
import { filterAll, followSource, textPattern, type Filtered } from './text-filter.ts';
import { FORMATS, textLines } from './formats.ts';
import { choose, chooseAll, chosenRows, type Selection } from './selection.ts';

/** How the messages are viewed. It outlives the Messages window. */
export interface MessagesState {
  /** The text to search for; empty for everything. */
  readonly query: string;
  /** What is shown: the messages that pass the filter, of all or, while paused, of those that were there then. */
  readonly shown: Filtered;
  readonly paused: LongList<MessageRow> | undefined;
  /** How many messages have come since it was paused. */
  readonly heldBack: number;
  readonly selection: Selection | undefined;
  /** Whether the list stays at its newest row. */
  readonly isFollowing: boolean;
  /** Whether the current message is shown in full below the list. */
  readonly showsDetails: boolean;
}

export interface MessagesStore extends StoreApi<MessagesState> {
  readonly setQuery: (query: string) => void;
  readonly setPaused: (isPaused: boolean) => void;
  readonly setFollowing: (isFollowing: boolean) => void;
  /** Selects one row or, with `extend`, all rows up to it. */
  readonly choose: (id: number, extend: boolean) => void;
  readonly chooseAll: () => void;
  /** @returns the selected messages as lines of text, or all that are shown if none is selected */
  readonly copyText: () => Promise<string>;
  /** Has everything that is shown written to a file that the user chooses. */
  readonly exportShown: (format: ExportFormat, suggestedName: string) => Promise<void>;
  readonly setDetails: (showsDetails: boolean) => void;
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
    showsDetails: false,
  }));

  /** @returns the messages with their whole texts, as far as these are kept */
  async function whole(rows: readonly MessageRow[]): Promise<MessageRow[]> {
    const texts = await sigma.wholeTexts(
      rows.flatMap(({ id, isShortened }) => (isShortened === true ? [id] : [])),
    );
    return rows.map((row) => {
      const text = texts.get(row.id);
      return text === undefined ? row : { ...row, text, isShortened: undefined };
    });
  }

  function service(): ServiceView {
    return serviceIn(sigma.getState().feed.shown?.view, OWN_SERVICE.name);
  }

  sigma.subscribe(({ feed }, before) => {
    if (feed.shown?.messages === before.feed.shown?.messages) return;
    store.setState(({ shown, paused }) =>
      paused === undefined
        ? { shown: followSource(shown, arrived()) }
        : // Counted by ids, because the list keeps only the newest messages.
          { heldBack: (arrived().last?.id ?? 0) - (paused.last?.id ?? 0) },
    );
  });

  return {
    ...store,
    setQuery(query) {
      store.setState(({ paused, selection }) => {
        const shown = filterAll(paused ?? arrived(), textPattern(query));
        // A user who has found a message sees it among the others again; otherwise the newest messages matter.
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
    async copyText() {
      const { selection, shown } = store.getState();
      const chosen = chosenRows(selection, shown.rows);
      const rows = await whole(chosen.length > 0 ? chosen : [...shown.rows.items()]);
      return textLines(rows, { service: service() });
    },
    async exportShown(format, suggestedName) {
      const rows = await whole([...store.getState().shown.rows.items()]);
      const listSeparator = sigma.getState().feed.shown?.view.computer.host.listSeparator ?? ',';
      const text = FORMATS[format](rows, { listSeparator, service: service() });
      sigma.exportMessages({ format, suggestedName, text });
    },
    setDetails(showsDetails) {
      store.setState({ showsDetails });
    },
  };
}

function isAmong(selection: Selection | undefined, rows: LongList<MessageRow>): boolean {
  if (selection === undefined) return false;
  return rows.at(indexOfId(rows, selection.current))?.id === selection.current;
}
