import type { ReactNode } from 'react';

interface StatusPartProps {
  readonly part: 'text' | 'service' | 'last-message' | 'mailslot' | 'host';
  readonly text: string;
  /** The tool tip, where it says more than the text. */
  readonly detail?: string | undefined;
  readonly icon?: ReactNode;
}

/** One part of the status bar, cut with an ellipsis where there is no room; its tool tip has all of it. */
export function StatusPart({ part, text, detail, icon }: StatusPartProps) {
  return (
    <span className="status-part" data-part={part} title={detail ?? text}>
      {icon}
      <bdi>{text}</bdi>
    </span>
  );
}
