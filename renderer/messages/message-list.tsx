import { memo } from 'react';
import type { MessageRow } from '../../common/ipc.ts';
import { ActionButton } from '../action-button.tsx';
import { DownIcon, WarningIcon } from '../icons.tsx';
import { clockTime } from '../time-words.ts';
import { useSpeech, useWords } from '../use-speech.ts';
import { messageText } from '../words.ts';
import { useListScroll } from './use-list-scroll.ts';

/** The messages, newest at the bottom. Only the rows that are seen are in the document. */
export function MessageList({ messages }: { readonly messages: readonly MessageRow[] }) {
  const words = useWords();
  const { ref, range, isFollowing, onScroll, jumpToNewest } = useListScroll(messages);
  return (
    <div className="message-list">
      <ul ref={ref} tabIndex={0} aria-label={words.windows.titles.messages} onScroll={onScroll}>
        {messages.slice(range.start, range.end).map((message, index) => (
          <Row
            key={message.id}
            message={message}
            position={range.start + index + 1}
            count={messages.length}
          />
        ))}
      </ul>
      {!isFollowing && (
        <div className="jump">
          <ActionButton label={words.messages.jumpToNewest} icon={<DownIcon />} onClick={jumpToNewest} />
        </div>
      )}
    </div>
  );
}

interface RowProps {
  readonly message: MessageRow;
  /** Counts from 1. */
  readonly position: number;
  readonly count: number;
}

const Row = memo(function Row({ message, position, count }: RowProps) {
  const { words, locale } = useSpeech();
  const time = message.at ?? message.arrivedAt;
  return (
    <li aria-posinset={position} aria-setsize={count}>
      <time dateTime={new Date(time).toISOString()} title={new Date(time).toLocaleString(locale)}>
        {clockTime(time)}
      </time>
      <span className="number">{message.seq}</span>
      <span className="text" title={message.text}>
        {message.malformed && <MalformedMark />}
        <bdi>{messageText(words, message)}</bdi>
      </span>
    </li>
  );
});

function MalformedMark() {
  const { messages } = useWords();
  return (
    <span className="malformed" role="img" aria-label={messages.malformed} title={messages.malformed}>
      <WarningIcon />
    </span>
  );
}
