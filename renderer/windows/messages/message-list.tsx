import type { MessageRow } from '../../../common/view.ts';
import { memo, type ClipboardEvent, type KeyboardEvent, type MouseEvent } from 'react';
import { isFromOther } from '../../../common/status-text.ts';
import { indexOfId } from '../../state/long-list.ts';
import { useService } from '../../state/use-sigma.ts';
import { useWords } from '../../state/use-speech.ts';
import { MessageCells } from './message-row.tsx';
import { isChosen, rowByKey } from './selection.ts';
import { useListScroll } from './use-list-scroll.ts';
import { copyMessages, messageStore, useMessages } from './use-messages.ts';

/** The messages, newest at the bottom. Only the visible rows are in the document. */
export function MessageList() {
  const words = useWords();
  const { rows, pattern } = useMessages((state) => state.shown);
  const selection = useMessages((state) => state.selection);
  const isFollowing = useMessages((state) => state.isFollowing);
  const senders = useService((service) => service.senders);
  const { ref, range, pageRows, onScroll, reveal } = useListScroll(rows, isFollowing, () =>
    selection === undefined ? undefined : indexOfId(rows, selection.current),
  );

  // A changed time zone changes the text of every row.
  const zoneOffset = new Date().getTimezoneOffset();
  const drawn = rows.slice(range.start, range.end);
  const isCurrentDrawn = drawn.some(({ id }) => id === selection?.current);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey) return;
    if (event.ctrlKey && event.key.toLowerCase() === 'a') {
      messageStore.chooseAll();
    } else if (event.key === 'Enter' && selection !== undefined) {
      messageStore.setDetails(true);
    } else {
      const id = rowByKey(event.key, selection, rows, pageRows());
      if (id === undefined) return;
      messageStore.choose(id, event.shiftKey);
      reveal(indexOfId(rows, id));
    }
    // Removes a text selection, because the selected rows are what will be copied.
    getSelection()?.removeAllRanges();
    event.preventDefault();
  }

  function onMouseDown(event: MouseEvent): void {
    const id = rowIdAt(event.target);
    if (id === undefined || event.button !== 0) return;
    // The browser would select the text up to here.
    if (event.shiftKey) event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>('ul')?.focus({ preventScroll: true });
    messageStore.choose(id, event.shiftKey);
    messageStore.setFollowing(false);
  }

  function onDoubleClick(event: MouseEvent): void {
    if (rowIdAt(event.target) !== undefined) messageStore.setDetails(true);
  }

  function onCopy(event: ClipboardEvent): void {
    if (selection === undefined || getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    void copyMessages();
  }

  return (
    <div className="message-list" onMouseDown={onMouseDown} onDoubleClick={onDoubleClick}>
      <ul
        ref={ref}
        role="listbox"
        tabIndex={0}
        data-first-focus
        aria-label={words.windows.titles.messages}
        aria-multiselectable
        aria-activedescendant={isCurrentDrawn ? rowElementId(selection?.current) : undefined}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        onCopy={onCopy}
      >
        {drawn.map((message, index) => (
          <Row
            // A flood replaces all rows many times a second, so their elements are reused for other rows.
            key={(rows.gone + range.start + index) % drawn.length}
            message={message}
            pattern={pattern}
            position={range.start + index + 1}
            count={rows.length}
            isChosen={isChosen(selection, message.id)}
            isCurrent={message.id === selection?.current}
            isFromOther={isFromOther(message, senders)}
            zoneOffset={zoneOffset}
          />
        ))}
      </ul>
    </div>
  );
}

interface RowProps {
  readonly message: MessageRow;
  readonly pattern: RegExp | undefined;
  /** Counts from 1. */
  readonly position: number;
  readonly count: number;
  readonly isChosen: boolean;
  readonly isCurrent: boolean;
  readonly isFromOther: boolean;
  /** The computer's offset from UTC, in minutes. */
  readonly zoneOffset: number;
}

const Row = memo(function Row({
  message,
  pattern,
  position,
  count,
  isChosen,
  isCurrent,
  isFromOther,
  zoneOffset,
}: RowProps) {
  return (
    <li
      id={rowElementId(message.id)}
      role="option"
      data-id={message.id}
      className={isCurrent ? 'current' : undefined}
      aria-selected={isChosen}
      aria-posinset={position}
      aria-setsize={count}
    >
      <MessageCells message={message} pattern={pattern} isFromOther={isFromOther} zoneOffset={zoneOffset} />
    </li>
  );
});

function rowElementId(id: number | undefined): string | undefined {
  return id === undefined ? undefined : `message-${String(id)}`;
}

function rowIdAt(target: EventTarget): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-id]') : null;
  return row === null ? undefined : Number(row.dataset['id']);
}
