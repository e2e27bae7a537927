import { useEffect, useRef, type ReactNode } from 'react';
import { forgottenCount } from '../../state/feed.ts';
import { MessagesIcon } from '../../icons.tsx';
import { activeWindow } from '../../mdi/state.ts';
import { useMdi } from '../../mdi/store.ts';
import { useComputer, useService, useSigma } from '../../state/use-sigma.ts';
import { useSpeech, useWords } from '../../state/use-speech.ts';
import { emptyListHint, listNote } from '../../words.ts';
import { MessageList } from './message-list.tsx';
import { MessageDetails } from './message-details.tsx';
import { MessageTools } from './message-tools.tsx';
import { useMessages } from './use-messages.ts';
import './messages-window.css';

/** The content of the Messages window: what arrived in the mailslot. */
export function MessagesWindow({ id }: { readonly id: string }) {
  const words = useWords();
  const mailslot = useComputer((computer) => computer.mailslot.kind);
  const displayName = useService((service) => service.displayName);
  const health = useService((service) => service.health);
  const hasMessages = useSigma(({ feed }) => (feed.shown?.messages.length ?? 0) > 0);
  const hasRows = useMessages(({ shown }) => shown.rows.length > 0);
  const query = useMessages((state) => state.query);
  const showsDetails = useMessages((state) => state.showsDetails);
  const filter = useRef<HTMLInputElement>(null);
  const mdi = useMdi();

  useEffect(() => {
    // Listens wherever the focus is while this window is active: after Ctrl+Tab its frame has it.
    function onKeyDown(event: KeyboardEvent): void {
      if (!event.ctrlKey || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'f') return;
      if (filter.current === null || activeWindow(mdi.getState()) !== id) return;
      event.preventDefault();
      filter.current.focus();
      filter.current.select();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [mdi, id]);

  if (!hasMessages) {
    return (
      <EmptyList title={words.messages.noneYet}>
        {emptyListHint(words, mailslot, { displayName, health })}
      </EmptyList>
    );
  }
  return (
    <div className="messages">
      <MessageTools filterRef={filter} />
      <ListNote />
      {hasRows ? (
        // With another filter it is another list, with its own scroll position.
        <MessageList key={query} />
      ) : (
        <EmptyList title={words.messages.noMatch}>{words.messages.noMatchHint}</EmptyList>
      )}
      {showsDetails && <MessageDetails />}
    </div>
  );
}

/** What is missing from the list, or not marked in it. */
function ListNote() {
  const { words, locale } = useSpeech();
  const messages = useSigma(({ feed }) => feed.shown?.messages);
  const dropped = useComputer(({ traffic }) => traffic.dropped) ?? 0;
  const malformed = useComputer(({ traffic }) => traffic.malformed) ?? 0;
  const shown = useMessages((state) => state.shown);
  const paused = useMessages((state) => state.paused);
  const heldBack = useMessages((state) => state.heldBack);
  if (messages === undefined) return undefined;
  const all = paused ?? messages;
  const note = listNote(words, locale, {
    matches: shown.pattern === undefined ? undefined : { shown: shown.rows.length, all: all.length },
    heldBack: paused === undefined ? undefined : heldBack,
    forgotten: forgottenCount(all),
    ...{ dropped, malformed },
  });
  return note !== undefined && <p className="list-note">{note}</p>;
}

interface EmptyListProps {
  readonly title: string;
  readonly children: ReactNode;
}

function EmptyList({ title, children }: EmptyListProps) {
  return (
    <div className="empty-list">
      <MessagesIcon />
      <h3>{title}</h3>
      <p>{children}</p>
    </div>
  );
}
