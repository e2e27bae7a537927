import { useShallow } from 'zustand/react/shallow';
import type { WindowCommandName } from '../../common/child-windows.ts';
import type { ChildWindowDefinition } from './child-window-definition.ts';
import { WindowsIcon } from '../icons.tsx';
import { Menu } from '../menu/menu.tsx';
import type { MenuGroup, MenuItem } from '../menu/menu-item.ts';
import { WINDOW_COMMANDS, type WindowCommand } from './commands.ts';
import { chooseAction } from './choose-action.ts';
import { useWords } from '../use-speech.ts';
import { activeWindow } from './state.ts';
import { useMdi, useMdiState } from './use-mdi.ts';

const MENU_ID = 'window-menu';
const COMMANDS = Object.entries<WindowCommand>(WINDOW_COMMANDS) as [WindowCommandName, WindowCommand][];

interface WindowMenuProps {
  readonly windows: Readonly<Record<string, ChildWindowDefinition>>;
}

/** The Window menu: arranges, lists and opens the child windows. */
export function WindowMenu({ windows }: WindowMenuProps) {
  const words = useWords();
  const mdi = useMdi();
  const order = useMdiState((state) => state.order);
  const active = useMdiState(activeWindow);
  const available = useMdiState(
    useShallow((state) => COMMANDS.map(([, { action }]) => action(state) !== undefined)),
  );

  const child = (id: string, item: Omit<MenuItem, 'run'>): MenuItem => ({
    ...item,
    run: () => {
      chooseAction(mdi, { type: 'open', id });
    },
  });
  const all = Object.entries(windows);
  const groups: MenuGroup[] = [
    COMMANDS.map(([name, { keys, action }], index) => ({
      label: words.mdi.commands[name],
      keys,
      isDisabled: available[index] !== true,
      run: () => {
        chooseAction(mdi, action(mdi.getState()));
      },
    })),
    all
      .filter(([id]) => order.includes(id))
      .map(([id, { title }]) => child(id, { label: title(words), isChecked: id === active })),
    all
      .filter(([id]) => !order.includes(id))
      .map(([id, { title }]) => child(id, { label: words.windows.open(title(words)) })),
  ];

  return (
    <>
      <button
        type="button"
        className="button window-menu-button"
        title={words.mdi.windowMenuHint}
        aria-haspopup="menu"
        popoverTarget={MENU_ID}
      >
        <WindowsIcon />
        <span className="label">{words.mdi.windowMenu}</span>
      </button>
      <Menu id={MENU_ID} name={words.mdi.windowMenu} groups={groups.filter(({ length }) => length > 0)} />
    </>
  );
}
