import type { ReactNode } from 'react';
import { CloseIcon, MaximiseIcon, MinimiseIcon, RestoreIcon } from '../icons.tsx';
import type { MdiAction } from './actions.ts';
import { forWindow, MDI_WORDS } from './mdi-words.ts';
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
  const isMinimised = mode === 'minimised';
  const button = (word: string, type: CaptionAction, icon: ReactNode) => (
    <CaptionButton word={word} title={title} action={{ type, id }} icon={icon} />
  );
  return (
    <div className="caption-buttons">
      {!isMinimised && button(MDI_WORDS.minimise, 'minimise', <MinimiseIcon />)}
      {mode === 'normal'
        ? button(MDI_WORDS.maximise, 'maximise', <MaximiseIcon />)
        : button(MDI_WORDS.restore, 'restore', <RestoreIcon />)}
      {button(MDI_WORDS.close, 'close', <CloseIcon />)}
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
  const mdi = useMdi();
  return (
    <button
      type="button"
      className={`caption-button ${action.type}`}
      title={word}
      aria-label={forWindow(word, title)}
      tabIndex={-1}
      onClick={() => {
        mdi.dispatch(action);
      }}
    >
      {icon}
    </button>
  );
}
