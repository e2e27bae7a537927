import type { ReactNode } from 'react';
import { Menu } from '../menu/menu.tsx';
import type { MenuGroup } from '../menu/menu-item.ts';
import type { MdiAction } from './reducer.ts';
import { WINDOW_COMMANDS } from './commands.ts';
import { childElementId, focusActiveWindow, systemMenuButtonId } from './focus.ts';
import { NO_EDGES } from './geometry/sizing.ts';
import { useWords } from '../state/use-speech.ts';
import { modeOf } from './state.ts';
import { useMdi, useMdiState } from './store.ts';

interface SystemMenuProps {
  readonly id: string;
  readonly title: string;
  /** The icon on the button: the window's own. */
  readonly children: ReactNode;
}

/** The icon at the left end of a title bar: a click opens the window's menu, a double click closes the window. */
export function SystemMenu({ id, title, children }: SystemMenuProps) {
  const { mdi: words } = useWords();
  const mdi = useMdi();
  const mode = useMdiState((state) => modeOf(state, id));
  const canGoOn = useMdiState((state) => WINDOW_COMMANDS.next.action(state) !== undefined);
  const name = words.systemMenu(title);
  const menuId = `${childElementId(id)}-system-menu`;
  const isNormal = mode === 'normal';

  const item = (label: string, action: MdiAction, isDisabled = false, keys?: string) => ({
    label,
    keys,
    isDisabled,
    run: () => {
      mdi.dispatch(action);
      focusActiveWindow(mdi);
    },
  });
  const groups: MenuGroup[] = [
    [
      item(words.restore, { type: 'restore', id }, isNormal),
      item(words.move, { type: 'begin-move', id, input: 'keyboard' }, !isNormal),
      item(words.size, { type: 'begin-size', id, input: 'keyboard', edges: NO_EDGES }, !isNormal),
      item(words.minimise, { type: 'minimise', id }, mode === 'minimised'),
      item(words.maximise, { type: 'maximise', id }, mode === 'maximised'),
    ],
    [item(words.close, { type: 'close', id }, false, WINDOW_COMMANDS.close.keys)],
    [item(words.next, { type: 'next' }, !canGoOn, WINDOW_COMMANDS.next.keys)],
  ];

  return (
    <>
      <button
        type="button"
        id={systemMenuButtonId(id)}
        className="system-menu-button"
        title={name}
        aria-label={name}
        aria-haspopup="menu"
        popoverTarget={menuId}
        onDoubleClick={() => {
          mdi.dispatch({ type: 'close', id });
        }}
      >
        {children}
      </button>
      <Menu id={menuId} name={name} groups={groups} />
    </>
  );
}
