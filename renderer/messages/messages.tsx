import { forgottenCount } from '../feed.ts';
import { MessagesIcon } from '../icons.tsx';
import { useSigma, useView } from '../use-sigma.ts';
import { emptyListHint, listNote, WORDS } from '../words.ts';
import { MessageList } from './message-list.tsx';
import './messages.css';

/** The content of the Messages window: what arrived in the mailslot. */
export function Messages() {
  const content = useSigma((state) => state.feed.shown);
  if (content === undefined || content.messages.length === 0) return <EmptyList />;

  const { messages, view } = content;
  const note = listNote(forgottenCount(messages), view.dropped, view.malformed);
  return (
    <>
      {note !== undefined && <p className="list-note">{note}</p>}
      <MessageList messages={messages} />
    </>
  );
}

function EmptyList() {
  const view = useView();
  return (
    <div className="empty-list">
      <MessagesIcon />
      <h3>{WORDS.noMessagesYet}</h3>
      <p>{emptyListHint(view)}</p>
    </div>
  );
}
