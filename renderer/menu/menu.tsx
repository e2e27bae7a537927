import { useRef, useState, type KeyboardEvent, type ToggleEvent } from 'react';
import { CheckIcon } from '../icons.tsx';
import { menuIndex, type MenuGroup, type MenuItem } from './menu-item.ts';
import './menu.css';

interface MenuProps {
  /** The button that opens it names this as its popoverTarget; the menu then shows below the button. */
  readonly id: string;
  readonly name: string;
  readonly groups: readonly MenuGroup[];
}

/**
 * A menu. The browser closes it by Esc and by a click elsewhere, and returns the focus. What is chosen is done
 * after that, so that it can take the focus to somewhere else.
 */
export function Menu({ id, name, groups }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);

  function itemElements(): HTMLElement[] {
    return [...(menu.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
  }

  function focusFirst(): void {
    const items = itemElements();
    (items.find((item) => item.ariaDisabled !== 'true') ?? items[0])?.focus();
  }

  function onToggle(event: ToggleEvent): void {
    if (event.newState === 'open') focusFirst();
    else setOpen(false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Nothing else listens to keys while a menu is open.
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
      onBeforeToggle={(event) => {
        if (event.newState === 'open') setOpen(true);
      }}
      onToggle={onToggle}
      onKeyDown={onKeyDown}
    >
      {isOpen &&
        groups.map((group, index) => (
          <div key={index} className="menu-group" role="group">
            {group.map((item) => (
              <Item
                key={item.label}
                item={item}
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
  readonly onChoose: () => void;
}

function Item({ item, onChoose }: ItemProps) {
  const { label, keys, isDisabled = false, isChecked } = item;
  return (
    <button
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
