import { forgottenCount } from '../feed.ts';
import { MessagesIcon } from '../icons.tsx';
import { useSigma, useView } from '../use-sigma.ts';
import { useSpeech, useWords } from '../use-speech.ts';
import { emptyListHint, listNote } from '../words.ts';
import { MessageList } from './message-list.tsx';
import './messages.css';

/** The content of the Messages window: what arrived in the mailslot. */
export function Messages() {
  const { words, locale } = useSpeech();
  const content = useSigma((state) => state.feed.shown);
  if (content === undefined || content.messages.length === 0) return <EmptyList />;

  const { messages, view } = content;
  const { dropped, malformed } = view.traffic;
  const note = listNote(words, locale, { forgotten: forgottenCount(messages), dropped, malformed });
  return (
    <>
      {note !== undefined && <p className="list-note">{note}</p>}
      <MessageList messages={messages} />
    </>
  );
}

function EmptyList() {
  const words = useWords();
  const view = useView();
  return (
    <div className="empty-list">
      <MessagesIcon />
      <h3>{words.messages.noneYet}</h3>
      <p>{emptyListHint(words, view)}</p>
    </div>
  );
}
