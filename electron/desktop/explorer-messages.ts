import type { BrowserWindow } from 'electron';

/** Messages that Explorer sends to windows; their numbers are registered under these names. */
export type ExplorerMessage =
  /** The window has a taskbar button: https://learn.microsoft.com/windows/win32/shell/taskbar-extensions */
  | 'TaskbarButtonCreated'
  /** There is a new taskbar: https://learn.microsoft.com/windows/win32/shell/taskbar#taskbar-creation-notification */
  | 'TaskbarCreated';

interface ExplorerMessagesOptions {
  /** Electron provides the method on Windows only. */
  readonly window: { readonly hookWindowMessage?: BrowserWindow['hookWindowMessage'] };
  /** @returns the number of a message's name */
  readonly registerWindowMessage: (name: ExplorerMessage) => number;
}

/** @returns the function that registers a callback for one of Explorer's messages; one callback for each message */
export function explorerMessages({ window, registerWindowMessage }: ExplorerMessagesOptions) {
  return (name: ExplorerMessage, callback: () => void): void => {
    window.hookWindowMessage?.(registerWindowMessage(name), callback);
  };
}
