import type { ReactNode } from 'react';
import type { ChildWindowKey } from '../../common/child-windows.ts';
import { focusActiveWindow } from '../mdi/focus.ts';
import { useMdi } from '../mdi/store.ts';

interface StatusPartProps {
  readonly part: 'text' | 'service' | 'last-message' | 'mailslot' | 'host';
  readonly text: string;
  /** The tool tip, where it says more than the text. */
  readonly detail?: string | undefined;
  readonly icon?: ReactNode;
  /** The child window that tells more. */
  readonly opens: ChildWindowKey;
}

/**
 * One part of the status bar, cut with an ellipsis where there is no room; its tool tip has all of it. A click opens
 * the window that tells more.
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
