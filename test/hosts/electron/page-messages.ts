/** What the page's isolated world sends to the main process, encoded by clone-codec.ts. */
export type FromPage =
  | {
      readonly kind: 'invoke';
      readonly id: number;
      readonly channel: string;
      readonly values: readonly unknown[];
    }
  | { readonly kind: 'open'; readonly url: string }
  | { readonly kind: 'visibility'; readonly isHidden: boolean }
  | { readonly kind: 'permission'; readonly id: number; readonly permission: string }
  | { readonly kind: 'key'; readonly key: PressedKey };

/** What the main process sends to the page's isolated world, encoded by clone-codec.ts. */
export type ToPage =
  | { readonly kind: 'answer'; readonly id: number; readonly error?: string; readonly value?: unknown }
  | { readonly kind: 'event'; readonly channel: string; readonly values: readonly unknown[] }
  /** Whether the window is hidden, as set by hide() and show(). */
  | { readonly kind: 'hidden'; readonly isHidden: boolean }
  | { readonly kind: 'permission'; readonly id: number; readonly isGranted: boolean }
  /** Whether a menu is open, which takes all keys. */
  | { readonly kind: 'menu'; readonly isOpen: boolean };

/** A key that the page did not handle, or that a menu took. */
export interface PressedKey {
  readonly isDown: boolean;
  /** As in KeyboardEvent. */
  readonly key: string;
  readonly code: string;
  /** Windows' virtual-key code. */
  readonly keyCode: number;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}
