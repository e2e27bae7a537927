import type { MenuModel } from './menu.ts';
import type { WindowsModel } from './windows-shell.ts';

/** What the user sees of the app outside its page, as plain data. */
export interface DesktopModel {
  readonly window: {
    readonly isVisible: boolean;
    /** In the normal state. */
    readonly bounds: {
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };
    readonly isMaximized: boolean;
    /** 0.5 for each step that the page was zoomed in. */
    readonly zoomLevel: number;
    /** The labels that lead to the open menu; empty if the menu bar has the focus. */
    readonly openMenu: readonly string[] | undefined;
    /** Every progress that the taskbar button has shown, the latest last. */
    readonly progress: readonly { readonly value: number; readonly mode: string }[];
    readonly overlay: { readonly picture: string; readonly description: string } | undefined;
  };
  readonly menuBar: MenuModel | undefined;
  readonly tray: { readonly picture: string; readonly toolTip: string; readonly menu: MenuModel } | undefined;
  /** All notifications that were shown, the latest last. */
  readonly notifications: readonly {
    readonly title: string;
    readonly body: string;
    readonly buttons: readonly string[];
    readonly isClosed: boolean;
  }[];
  /** The files and folders that were opened, the latest last. */
  readonly opened: readonly string[];
  /** Electron's dialogs about uncaught errors, the latest last. */
  readonly errorBoxes: readonly { readonly title: string; readonly content: string }[];
  /** What Windows stores about the app. */
  readonly windows: WindowsModel;
}

/** What the user can do outside the page. Labels are given without access keys. */
export type DesktopAction =
  | { readonly kind: 'choose'; readonly from: 'menuBar' | 'tray'; readonly path: readonly string[] }
  | { readonly kind: 'click-tray' }
  /** Clicks the latest notification, or one of its buttons. */
  | { readonly kind: 'click-notification'; readonly button?: string }
  | { readonly kind: 'close-window' }
  | { readonly kind: 'move-window'; readonly bounds: DesktopModel['window']['bounds'] }
  | { readonly kind: 'maximise-window' }
  /** Replaces the Explorer that shows the taskbar with a new one. */
  | { readonly kind: 'restart-explorer' }
  /** Ends the user's session, and the app immediately with it, unless the app refuses. */
  | { readonly kind: 'end-session' };
