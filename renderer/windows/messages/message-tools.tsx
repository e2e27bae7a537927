import { useRef, useState, type RefObject } from 'react';
import { EXPORT_FORMAT_NAMES } from '../../../common/export.ts';
import { ActionButton } from '../../action-button.tsx';
import { CheckIcon, CopyIcon, DetailsIcon, ExportIcon, FollowIcon, PauseIcon } from '../../icons.tsx';
import { Menu } from '../../menu/menu.tsx';
import { useSpeech, useWords } from '../../state/use-speech.ts';
import { FILTER_LIMIT } from './text-filter.ts';
import { copyMessages, exportMessages, messageStore, useMessages } from './use-messages.ts';

const EXPORT_MENU_ID = 'export-menu';

/** The tools for the list of messages, in a row above it. */
export function MessageTools({ filterRef }: { readonly filterRef: RefObject<HTMLInputElement | null> }) {
  const { messages } = useWords();
  const query = useMessages((state) => state.query);
  const isPaused = useMessages((state) => state.paused !== undefined);
  const isFollowing = useMessages((state) => state.isFollowing);
  const showsDetails = useMessages((state) => state.showsDetails);
  return (
    <div className="message-tools">
      <input
        ref={filterRef}
        type="search"
        className="filter"
        aria-label={messages.filter}
        placeholder={messages.filter}
        maxLength={FILTER_LIMIT}
        spellCheck={false}
        value={query}
        onChange={(event) => {
          messageStore.setQuery(event.target.value);
        }}
      />
      <ActionButton
        label={messages.pause}
        icon={<PauseIcon />}
        hint={messages.pauseHint}
        isPressed={isPaused}
        onClick={() => {
          messageStore.setPaused(!isPaused);
        }}
      />
      <ActionButton
        label={messages.follow}
        icon={<FollowIcon />}
        hint={messages.followHint}
        isPressed={isFollowing}
        onClick={() => {
          messageStore.setFollowing(!isFollowing);
        }}
      />
      <ActionButton
        label={messages.details.button}
        icon={<DetailsIcon />}
        hint={messages.details.hint}
        isPressed={showsDetails}
        onClick={() => {
          messageStore.setDetails(!showsDetails);
        }}
      />
      <CopyMessages />
      <ExportMenu />
    </div>
  );
}

function CopyMessages() {
  const { messages, frame } = useWords();
  const [result, setResult] = useState<'copied' | 'notCopied'>();
  const copies = useRef(0);

  async function copy(): Promise<void> {
    copies.current += 1;
    const own = copies.current;
    setResult(await copyMessages());
    setTimeout(() => {
      if (copies.current === own) setResult(undefined);
    }, RESULT_SHOWN_MS);
  }

  return (
    <>
      <ActionButton
        label={result === 'notCopied' ? frame.notCopied : messages.copy}
        icon={result === 'copied' ? <CheckIcon /> : <CopyIcon />}
        hint={messages.copyHint}
        onClick={() => void copy()}
      />
      <span className="visually-hidden" role="status">
        {result !== undefined && frame[result]}
      </span>
    </>
  );
}

/** How long the button says that it has copied, in milliseconds. */
const RESULT_SHOWN_MS = 3000;

function ExportMenu() {
  const spoken = useSpeech();
  const { button, hint, formats } = spoken.words.messages.export;
  const items = EXPORT_FORMAT_NAMES.map((format) => ({
    label: formats[format],
    run: () => {
      exportMessages(spoken, format);
    },
  }));
  return (
    <>
      <button
        type="button"
        className="button"
        title={hint}
        aria-haspopup="menu"
        popoverTarget={EXPORT_MENU_ID}
      >
        <ExportIcon />
        <span className="label">{button}</span>
      </button>
      <Menu id={EXPORT_MENU_ID} name={button} groups={[items]} />
    </>
  );
}
