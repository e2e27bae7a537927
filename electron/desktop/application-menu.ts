import {
  childWindowTitle,
  OFFERED_WINDOWS,
  subjectOf,
  type ChildWindowKey,
} from '../../common/child-windows.ts';
import type { ScmView, ServiceView } from '../../common/view.ts';
import { EXPORT_FORMAT_NAMES } from '../../common/export.ts';
import type { WindowsReport } from '../../common/ipc.ts';
import type { Words } from '../../common/languages/words.ts';
import type { WindowCommandName } from '../../common/mdi.ts';
import { userControlOperation, type Operation } from '../../common/operations.ts';
import { separated, serviceEntry, type MenuEntry, type MenuItemEntry, type MenuKeys } from './menu-entry.ts';

/**
 * The groups of the Service menu, in order. Of two operations that undo each other, only the applicable one is listed.
 */
function serviceGroups(scm: ScmView): readonly (readonly Operation[])[] {
  return [
    ['install', 'repair', 'uninstall'],
    ['start', 'stop', 'restart', 'pause', 'continue'],
    [userControlOperation(scm)],
  ];
}

/** The groups of the Window menu's commands, in order. */
export const WINDOW_GROUPS: readonly (readonly WindowCommandName[])[] = [
  ['cascade', 'tile-horizontally', 'tile-vertically', 'arrange-icons', 'minimise-all'],
  ['next', 'previous', 'close'],
  ['reset-layout'],
];

const WINDOW_KEYS: Readonly<Partial<Record<WindowCommandName, MenuKeys>>> = {
  next: { accelerator: 'Ctrl+Tab', listener: 'window' },
  previous: { accelerator: 'Ctrl+Shift+Tab', listener: 'window' },
  close: { accelerator: 'Ctrl+F4', listener: 'window' },
};

/** What the menu bar depends on. */
export interface MenuBarState {
  readonly words: Words;
  /** The service that the Service menu controls. */
  readonly service: ServiceView;
  /** Undefined until the window has reported its child windows. */
  readonly windows: WindowsReport | undefined;
}

/**
 * @param services the services in the view: the page could put any text into a menu as the name of another
 * @returns the report without windows about services that the main process does not know
 */
export function withKnownSubjects(
  report: WindowsReport,
  services: ReadonlyMap<string, unknown>,
): WindowsReport {
  const isKnown = (key: ChildWindowKey): boolean => {
    const subject = subjectOf(key);
    return subject === undefined || OFFERED_WINDOWS.includes(key) || services.has(subject);
  };
  const { windows, active } = report;
  return {
    ...report,
    windows: windows.filter(({ key }) => isKnown(key)),
    active: active !== undefined && isKnown(active) ? active : undefined,
  };
}

export function menuBar(state: MenuBarState): MenuEntry[] {
  const { menu } = state.words;
  return [
    { kind: 'menu', label: menu.file, entries: fileMenu(state) },
    { kind: 'menu', label: menu.service, entries: serviceMenu(state) },
    { kind: 'menu', label: menu.view, entries: viewMenu(state) },
    { kind: 'menu', label: menu.window, entries: windowMenu(state) },
    { kind: 'menu', label: menu.help, entries: helpMenu(state) },
  ];
}

function fileMenu({ words }: MenuBarState): MenuEntry[] {
  const settings: MenuItemEntry = {
    kind: 'item',
    label: words.menu.settings,
    choice: { kind: 'window', key: 'settings' },
    isEnabled: true,
    keys: { accelerator: 'Ctrl+,', listener: 'menu' },
  };
  const exit: MenuItemEntry = {
    kind: 'item',
    label: words.menu.exit,
    choice: { kind: 'exit' },
    isEnabled: true,
    keys: { accelerator: 'Ctrl+Q', listener: 'menu' },
  };
  const exports: MenuEntry = {
    kind: 'menu',
    label: words.messages.export.title,
    entries: EXPORT_FORMAT_NAMES.map((format) => ({
      kind: 'item',
      label: words.messages.export.formats[format],
      choice: { kind: 'export', format },
      isEnabled: true,
    })),
  };
  return separated([exports], [settings], [exit]);
}

function serviceMenu({ words, service }: MenuBarState): MenuEntry[] {
  const refresh: MenuItemEntry = {
    kind: 'item',
    label: words.requests.labels.refresh,
    choice: { kind: 'request', request: 'refresh' },
    isEnabled: true,
    keys: { accelerator: 'F5', listener: 'menu' },
  };
  const groups = serviceGroups(service.scm).map((group) =>
    group.map((operation) => serviceEntry(words, service, operation)),
  );
  return separated(...groups, [refresh]);
}

/**
 * Electron's own key to zoom in is the plus key with Shift, as on an American keyboard. Without Shift, as on a German
 * keyboard, Electron always takes that key for `=` (shell/common/keyboard_util.cc).
 */
function viewMenu({ words: { menu } }: MenuBarState): MenuEntry[] {
  return [
    { kind: 'role', label: menu.zoomIn, role: 'zoomIn', moreKeys: ['Ctrl+=', 'Ctrl+numadd'] },
    { kind: 'role', label: menu.zoomOut, role: 'zoomOut', moreKeys: ['Ctrl+numsub'] },
    { kind: 'role', label: menu.actualSize, role: 'resetZoom', moreKeys: ['Ctrl+num0'] },
  ];
}

/** Has the same entries as the window's own Window button: arranges, lists and opens the child windows. */
function windowMenu({ words, windows }: MenuBarState): MenuEntry[] {
  const commands = WINDOW_GROUPS.map((group) =>
    group.map((name): MenuItemEntry => {
      const keys = WINDOW_KEYS[name];
      return {
        kind: 'item',
        label: words.mdi.commands[name],
        choice: { kind: 'mdi', name },
        isEnabled: windows?.commands.includes(name) === true,
        ...(keys === undefined ? {} : { keys }),
      };
    }),
  );
  const open = windows?.windows.filter(({ isOpen }) => isOpen) ?? [];
  const closed = windows?.windows.filter(({ isOpen }) => !isOpen) ?? [];
  return separated(
    ...commands,
    open.map(({ key }) => ({
      kind: 'item',
      label: childWindowTitle(words, key),
      choice: { kind: 'window', key },
      isEnabled: true,
      isChecked: key === windows?.active,
    })),
    closed.map(({ key }) => ({
      kind: 'item',
      label: words.windows.open(childWindowTitle(words, key)),
      choice: { kind: 'window', key },
      isEnabled: true,
    })),
  );
}

function helpMenu({ words: { menu, windows }, service }: MenuBarState): MenuEntry[] {
  return separated(
    [
      { kind: 'item', label: menu.openLogFolder, choice: { kind: 'open-log-folder' }, isEnabled: true },
      {
        kind: 'item',
        label: menu.openServiceLogFolder,
        choice: { kind: 'open-service-log-folder' },
        // Registering creates the folder.
        isEnabled: service.scm.kind === 'present',
      },
    ],
    [
      {
        kind: 'item',
        label: windows.titles.check,
        choice: { kind: 'window', key: 'check' },
        isEnabled: true,
      },
    ],
    [
      {
        kind: 'item',
        label: windows.titles.about,
        choice: { kind: 'window', key: 'about' },
        isEnabled: true,
      },
    ],
  );
}
