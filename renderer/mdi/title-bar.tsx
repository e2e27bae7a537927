import { useEffect, type PointerEvent, type ReactNode } from 'react';
import { CloseIcon, MaximiseIcon, MinimiseIcon, RestoreIcon } from '../icons.tsx';
import { useWords } from '../state/use-speech.ts';
import { followPointer } from './follow-pointer.ts';
import type { MdiAction } from './reducer.ts';
import { maximisedWindow, type ChildMode } from './state.ts';
import { useMdi, useMdiState } from './store.ts';
import { SystemMenu } from './system-menu.tsx';

interface TitleBarProps {
  readonly id: string;
  readonly title: string;
  readonly titleId: string;
  readonly icon: ReactNode;
  readonly mode: ChildMode;
}

/** Dragging it moves the window, a double click maximises it; a click on a minimised one restores it. */
export function TitleBar({ id, title, titleId, icon, mode }: TitleBarProps) {
  const mdi = useMdi();

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0 || mode !== 'normal' || isOnControl(event.target)) return;
    mdi.dispatch({ type: 'begin-move', id, input: 'pointer' });
    followPointer(mdi, event.currentTarget, event.nativeEvent);
  }

  return (
    <header
      className="title-bar"
      onPointerDown={onPointerDown}
      onClick={(event) => {
        if (mode === 'minimised' && !isOnControl(event.target)) mdi.dispatch({ type: 'restore', id });
      }}
      onDoubleClick={(event) => {
        if (mode === 'normal' && !isOnControl(event.target)) mdi.dispatch({ type: 'maximise', id });
      }}
    >
      <SystemMenu id={id} title={title}>
        {icon}
      </SystemMenu>
      <h2 id={titleId} title={title}>
        {title}
      </h2>
      <CaptionButtons id={id} title={title} mode={mode} />
    </header>
  );
}

function isOnControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, [popover]') !== null;
}

/** While a child window is maximised, the frame has its title, and shows its icon and caption buttons here. */
export function MaximisedCaption() {
  const { definitionOf } = useMdi();
  const id = useMdiState(maximisedWindow);
  const definition = id === undefined ? undefined : definitionOf(id);
  const words = useWords();
  const title = definition?.title(words);

  useEffect(() => {
    document.title = title === undefined ? 'Sigma' : words.mdi.frameTitle(title);
  }, [title, words]);

  if (id === undefined || definition === undefined || title === undefined) return undefined;
  const Icon = definition.icon;
  return (
    <div className="maximised-caption">
      <SystemMenu id={id} title={title}>
        <Icon />
      </SystemMenu>
      <span className="title">{title}</span>
      <CaptionButtons id={id} title={title} mode="maximised" />
    </div>
  );
}

interface CaptionButtonsProps {
  readonly id: string;
  readonly title: string;
  readonly mode: ChildMode;
}

/**
 * Minimise, maximise or restore, and close. As in every window on Windows, Tab skips them: the system menu has the same
 * commands.
 */
function CaptionButtons({ id, title, mode }: CaptionButtonsProps) {
  const { mdi } = useWords();
  const isMinimised = mode === 'minimised';
  const button = (word: string, type: CaptionAction, icon: ReactNode) => (
    <CaptionButton word={word} title={title} action={{ type, id }} icon={icon} />
  );
  return (
    <div className="caption-buttons">
      {!isMinimised && button(mdi.minimise, 'minimise', <MinimiseIcon />)}
      {mode === 'normal'
        ? button(mdi.maximise, 'maximise', <MaximiseIcon />)
        : button(mdi.restore, 'restore', <RestoreIcon />)}
      {button(mdi.close, 'close', <CloseIcon />)}
    </div>
  );
}

type CaptionAction = 'minimise' | 'maximise' | 'restore' | 'close';

interface CaptionButtonProps {
  readonly word: string;
  readonly title: string;
  readonly action: MdiAction & { readonly type: CaptionAction };
  readonly icon: ReactNode;
}

function CaptionButton({ word, title, action, icon }: CaptionButtonProps) {
  const { mdi: words } = useWords();
  const mdi = useMdi();
  return (
    <button
      type="button"
      className={`caption-button ${action.type}`}
      title={word}
      aria-label={words.forWindow(word, title)}
      tabIndex={-1}
      onClick={() => {
        mdi.dispatch(action);
      }}
    >
      {icon}
    </button>
  );
}
