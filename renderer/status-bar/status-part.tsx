import type { ReactNode } from 'react';
import type { ChildWindowKey } from '../../common/child-windows.ts';
import { focusActiveWindow } from '../mdi/focus.ts';
import { useMdi } from '../mdi/store.ts';

interface StatusPartProps {
  readonly part: 'text' | 'service' | 'last-message' | 'mailslot' | 'host';
  readonly text: string;
  /** The tool tip, if it says more than the text. */
  readonly detail?: string | undefined;
  readonly icon?: ReactNode;
  /** The child window with more information. */
  readonly opens: ChildWindowKey;
}

/**
 * One part of the status bar, cut with an ellipsis if there is no room; its tool tip has the whole text. A click opens
 * the window with more information.
 */
export function StatusPart({ part, text, detail, icon, opens }: StatusPartProps) {
  const mdi = useMdi();
  return (
    <button
      type="button"
      className="status-part"
      data-part={part}
      title={detail ?? text}
      onClick={() => {
        mdi.dispatch({ type: 'open', id: opens });
        focusActiveWindow(mdi);
      }}
    >
      {icon}
      <bdi>{text}</bdi>
    </button>
  );
}
