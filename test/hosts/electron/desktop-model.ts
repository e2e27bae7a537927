import type { MenuModel } from './menu.ts';
import type { WindowsModel } from './windows-shell.ts';

/** What a person would see of the app outside of its page, as plain data. */
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
    /** 0.5 for each time that it was zoomed in. */
    readonly zoomLevel: number;
    /** The labels that lead to the open menu; empty where the menu bar has the focus. */
    readonly openMenu: readonly string[] | undefined;
    /** Every progress that the taskbar has shown, the latest last. */
    readonly progress: readonly { readonly value: number; readonly mode: string }[];
    readonly overlay: { readonly picture: string; readonly description: string } | undefined;
  };
  readonly menuBar: MenuModel | undefined;
  readonly tray: { readonly picture: string; readonly toolTip: string; readonly menu: MenuModel } | undefined;
  /** All that were shown, the latest last. */
  readonly notifications: readonly {
    readonly title: string;
    readonly body: string;
    readonly buttons: readonly string[];
    readonly isClosed: boolean;
  }[];
  /** The files and folders that were opened, the latest last. */
  readonly opened: readonly string[];
  /** Electron's dialogs of errors that nobody has caught, the latest last. */
  readonly errorBoxes: readonly { readonly title: string; readonly content: string }[];
  /** What Windows keeps of the app. */
  readonly windows: WindowsModel;
}

/** What a person would do there. Labels are given without access keys. */
export type DesktopAction =
  | { readonly kind: 'choose'; readonly from: 'menuBar' | 'tray'; readonly path: readonly string[] }
  | { readonly kind: 'click-tray' }
  /** Clicks the latest notification, or one of its buttons. */
  | { readonly kind: 'click-notification'; readonly button?: string }
  | { readonly kind: 'close-window' }
  | { readonly kind: 'move-window'; readonly bounds: DesktopModel['window']['bounds'] }
  | { readonly kind: 'maximise-window' }
  /** Has a new Explorer take the place of the one that shows the taskbar. */
  | { readonly kind: 'restart-explorer' }
  /** Ends the person's session, and the app with it at once, unless it refuses. */
  | { readonly kind: 'end-session' };
