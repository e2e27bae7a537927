import { useId, type ComponentProps, type ReactNode } from 'react';

interface ActionButtonProps extends Pick<
  ComponentProps<'button'>,
  'ref' | 'tabIndex' | 'onFocus' | 'onBlur' | 'onPointerEnter' | 'onPointerLeave'
> {
  readonly label: string;
  readonly icon?: ReactNode;
  /** What the button does, shown as its tool tip. */
  readonly hint?: string;
  /** Why it can't be used now; replaces the hint. */
  readonly reason?: string | undefined;
  /** Whether a toggle button is on; undefined for any other button. */
  readonly isPressed?: boolean;
  readonly onClick: () => void;
}

/**
 * A button that keeps the focus and tells the reason while it can't be used: it is disabled for assistive technology
 * (aria-disabled), and a click does nothing.
 */
export function ActionButton({ label, icon, hint, reason, isPressed, onClick, ...rest }: ActionButtonProps) {
  const reasonId = useId();
  return (
    <button
      {...rest}
      type="button"
      className="button"
      title={reason ?? hint}
      aria-pressed={isPressed}
      aria-disabled={reason !== undefined}
      aria-describedby={reason === undefined ? undefined : reasonId}
      onClick={reason === undefined ? onClick : undefined}
    >
      {icon}
      <span className="label">{label}</span>
      {reason !== undefined && (
        <span id={reasonId} hidden>
          {reason}
        </span>
      )}
    </button>
  );
}
