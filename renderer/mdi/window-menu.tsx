import { useShallow } from 'zustand/react/shallow';
import type { WindowCommandName } from '../../common/mdi.ts';
import { WindowsIcon } from '../icons.tsx';
import { Menu } from '../menu/menu.tsx';
import type { MenuGroup, MenuItem } from '../menu/menu-item.ts';
import { WINDOW_COMMANDS, type WindowCommand } from './commands.ts';
import { chooseAction } from './focus.ts';
import { useWords } from '../state/use-speech.ts';
import { activeWindow, closedWindows, openWindows } from './state.ts';
import { useMdi, useMdiState } from './store.ts';

const MENU_ID = 'window-menu';
const COMMANDS = Object.entries<WindowCommand>(WINDOW_COMMANDS) as [WindowCommandName, WindowCommand][];

/** The Window menu: arranges, lists and opens the child windows. */
export function WindowMenu() {
  const words = useWords();
  const mdi = useMdi();
  const open = useMdiState(useShallow(openWindows));
  const closed = useMdiState(useShallow(closedWindows));
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
  const titleOf = (id: string) => mdi.definitionOf(id)?.title(words) ?? id;
  const groups: MenuGroup[] = [
    COMMANDS.map(([name, { keys, action }], index) => ({
      label: words.mdi.commands[name],
      keys,
      isDisabled: available[index] !== true,
      run: () => {
        chooseAction(mdi, action(mdi.getState()));
      },
    })),
    open.map((id) => child(id, { label: titleOf(id), isChecked: id === active })),
    closed.map((id) => child(id, { label: words.windows.open(titleOf(id)) })),
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
