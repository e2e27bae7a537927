import { useRef, useState, type KeyboardEvent, type ToggleEvent } from 'react';
import { flushSync } from 'react-dom';
import { CheckIcon } from '../icons.tsx';
import { menuIndex, type MenuGroup, type MenuItem } from './menu-item.ts';
import './menu.css';

interface MenuProps {
  /** The button that opens it has this id as its popoverTarget; the menu then appears below the button. */
  readonly id: string;
  readonly name: string;
  readonly groups: readonly MenuGroup[];
}

/**
 * A menu. The browser closes it on Esc or a click elsewhere, and returns the focus. A choice takes effect after that,
 * so it can move the focus elsewhere.
 */
export function Menu({ id, name, groups }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);

  function itemElements(): HTMLElement[] {
    return [...(menu.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
  }

  function onBeforeToggle(event: ToggleEvent): void {
    if (event.newState !== 'open') return;
    // Synchronously, because the browser is about to look for the item to focus.
    flushSync(() => {
      setOpen(true);
    });
  }

  function onToggle(event: ToggleEvent): void {
    // Not earlier, because the browser returns the focus only from an element that still exists.
    if (event.newState === 'closed') setOpen(false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Nothing else handles keys while a menu is open.
    event.stopPropagation();
    if (event.key === 'Tab') menu.current?.hidePopover();
    const items = itemElements();
    const current = items.findIndex((item) => item === document.activeElement);
    const hasModifier = event.ctrlKey || event.altKey || event.metaKey;
    const labels = groups.flat().map(({ label }) => label);
    const index = hasModifier ? undefined : menuIndex(event.key, current, labels);
    if (index === undefined) return;
    event.preventDefault();
    items[index]?.focus();
  }

  return (
    <div
      ref={menu}
      id={id}
      className="menu"
      popover="auto"
      role="menu"
      aria-label={name}
      onBeforeToggle={onBeforeToggle}
      onToggle={onToggle}
      onKeyDown={onKeyDown}
    >
      {isOpen &&
        groups.map((group, index) => (
          <div key={index} className="menu-group" role="group">
            {group.map((item, place) => (
              <Item
                key={item.label}
                item={item}
                isFirst={index === 0 && place === 0}
                onChoose={() => {
                  menu.current?.hidePopover();
                  item.run();
                }}
              />
            ))}
          </div>
        ))}
    </div>
  );
}

interface ItemProps {
  readonly item: MenuItem;
  /** Gets the focus when the menu opens. */
  readonly isFirst: boolean;
  readonly onChoose: () => void;
}

/** Sets the attribute, which React does not write: the browser uses it whenever it shows the menu. */
function takeFirstFocus(element: HTMLElement | null): void {
  element?.toggleAttribute('autofocus', true);
}

function Item({ item, isFirst, onChoose }: ItemProps) {
  const { label, keys, isDisabled = false, isChecked } = item;
  return (
    <button
      ref={isFirst ? takeFirstFocus : undefined}
      type="button"
      className="menu-item"
      role={isChecked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={isChecked}
      aria-disabled={isDisabled}
      tabIndex={-1}
      onClick={isDisabled ? undefined : onChoose}
      onPointerEnter={(event) => {
        event.currentTarget.focus();
      }}
    >
      <span className="mark">{isChecked === true && <CheckIcon />}</span>
      <span className="label">{label}</span>
      {keys !== undefined && (
        <span className="keys" aria-hidden="true">
          {keys}
        </span>
      )}
    </button>
  );
}
