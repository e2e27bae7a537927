/** What the page's isolated world and the main process say to each other, as clone-codec.ts writes it. */
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

export type ToPage =
  | { readonly kind: 'answer'; readonly id: number; readonly error?: string; readonly value?: unknown }
  | { readonly kind: 'event'; readonly channel: string; readonly values: readonly unknown[] }
  /** Whether the window is hidden, as hide() and show() have it. */
  | { readonly kind: 'hidden'; readonly isHidden: boolean }
  | { readonly kind: 'permission'; readonly id: number; readonly isGranted: boolean }
  /** Whether a menu is open, which takes all keys. */
  | { readonly kind: 'menu'; readonly isOpen: boolean };

/** A key that the page has left alone, or that a menu took. */
export interface PressedKey {
  readonly isDown: boolean;
  /** As KeyboardEvent has it. */
  readonly key: string;
  readonly code: string;
  /** Windows' virtual key. */
  readonly keyCode: number;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}
