import type { MessageRow } from '../../../common/view.ts';
import { memo, type ReactNode } from 'react';
import { isBlank, messageText } from '../../../common/status-text.ts';
import { WarningIcon, WindowIcon } from '../../icons.tsx';
import { clockTime, fullTime } from '../../time-words.ts';
import { useSpeech, useWords } from '../../state/use-speech.ts';
import { textParts } from './text-filter.ts';

/** A message that arrived this much later than it was sent was waiting for a client. In milliseconds. */
const LATE_MS = 5000;

interface MessageCellsProps {
  readonly message: MessageRow;
  /** What the filter searches for. */
  readonly pattern: RegExp | undefined;
  /** Whether it is from another sender than the service. */
  readonly isFromOther: boolean;
  /**
   * The offset from UTC for which the times were last drawn: React does not see changes of the computer's time zone.
   */
  readonly zoneOffset: number;
}

/** The cells of one row. */
export const MessageCells = memo(function MessageCells({ message, pattern, isFromOther }: MessageCellsProps) {
  const spoken = useSpeech();
  const { words } = spoken;
  const { at, arrivedAt, seq, text, malformed } = message;
  const time = at ?? arrivedAt;
  const isLate = arrivedAt - time >= LATE_MS;
  const sent = fullTime(spoken, time);
  return (
    <>
      <time
        className={isLate ? 'late' : undefined}
        dateTime={new Date(time).toISOString()}
        title={isLate ? words.messages.late(sent, fullTime(spoken, arrivedAt)) : sent}
      >
        {clockTime(time)}
      </time>
      <span className="number">{seq}</span>
      <span className="text" title={text}>
        {isFromOther && <Mark kind="fromOther" icon={<WindowIcon />} />}
        {malformed && <Mark kind="malformed" icon={<WarningIcon />} />}
        <bdi>{isBlank(text) ? messageText(words, message) : <Marked text={text} pattern={pattern} />}</bdi>
      </span>
    </>
  );
});

function Marked({ text, pattern }: { readonly text: string; readonly pattern: RegExp | undefined }) {
  if (pattern === undefined) return text;
  return textParts(text, pattern).map((part, index) =>
    part.isMatch ? <mark key={index}>{part.text}</mark> : part.text,
  );
}

interface MarkProps {
  readonly kind: 'fromOther' | 'malformed';
  readonly icon: ReactNode;
}

function Mark({ kind, icon }: MarkProps) {
  const { messages } = useWords();
  return (
    <span className={`mark ${kind}`} role="img" aria-label={messages[kind]} title={messages[kind]}>
      {icon}
    </span>
  );
}
