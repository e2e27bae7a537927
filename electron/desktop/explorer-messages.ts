import type { BrowserWindow } from 'electron';

/** Messages that Explorer sends to windows; their numbers are registered by these names. */
export type ExplorerMessage =
  /** The window has a button on the taskbar: https://learn.microsoft.com/windows/win32/shell/taskbar-extensions */
  | 'TaskbarButtonCreated'
  /** There is a new taskbar: https://learn.microsoft.com/windows/win32/shell/taskbar#taskbar-creation-notification */
  | 'TaskbarCreated';

interface ExplorerMessagesOptions {
  /** Electron has the method on Windows alone. */
  readonly window: { readonly hookWindowMessage?: BrowserWindow['hookWindowMessage'] };
  /** @returns the number of a message's name */
  readonly registerWindowMessage: (name: ExplorerMessage) => number;
}

/** @returns what has a function called whenever the window gets a message of Explorer's; one for each message */
export function explorerMessages({ window, registerWindowMessage }: ExplorerMessagesOptions) {
  return (name: ExplorerMessage, callback: () => void): void => {
    window.hookWindowMessage?.(registerWindowMessage(name), callback);
  };
}
