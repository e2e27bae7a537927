import type { MenuModel } from './menu.ts';

/** What a person would see of the app outside of its page, as plain data. */
export interface DesktopModel {
  readonly window: {
    readonly isVisible: boolean;
    /** Every progress that the taskbar was to show, the latest last. */
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
}

/** What a person would do there. Labels are given without access keys. */
export type DesktopAction =
  | { readonly kind: 'choose'; readonly from: 'menuBar' | 'tray'; readonly path: readonly string[] }
  | { readonly kind: 'click-tray' }
  /** Clicks the latest notification, or one of its buttons. */
  | { readonly kind: 'click-notification'; readonly button?: string }
  | { readonly kind: 'close-window' }
  | { readonly kind: 'end-session' };
