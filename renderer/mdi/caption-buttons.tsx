import type { ReactNode } from 'react';
import { CloseIcon, MaximiseIcon, MinimiseIcon, RestoreIcon } from '../icons.tsx';
import type { MdiAction } from './actions.ts';
import { useWords } from '../use-speech.ts';
import type { ChildMode } from './state.ts';
import { useMdi } from './use-mdi.ts';

interface CaptionButtonsProps {
  readonly id: string;
  readonly title: string;
  readonly mode: ChildMode;
}

/**
 * Minimise, maximise or restore, and close. As in every window of Windows, Tab does not stop at them: the
 * system menu has the same.
 */
export function CaptionButtons({ id, title, mode }: CaptionButtonsProps) {
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
