import type { TileDirection } from './geometry/arrange.ts';
import type { Point, Size } from './geometry/rectangle.ts';
import type { Edges } from './geometry/resize.ts';

/** What can happen to one open window, besides becoming active. */
export type ChildAction =
  | { readonly type: 'close'; readonly id: string }
  | { readonly type: 'minimise'; readonly id: string }
  | { readonly type: 'maximise'; readonly id: string }
  /** Makes a maximised window, or a minimised one, what it was before. */
  | { readonly type: 'restore'; readonly id: string };

/** What can happen to all windows. */
export type ArrangeAction =
  | { readonly type: 'next' }
  | { readonly type: 'previous' }
  | { readonly type: 'minimise-all' }
  | { readonly type: 'cascade' }
  | { readonly type: 'tile'; readonly direction: TileDirection }
  | { readonly type: 'arrange-icons' }
  | { readonly type: 'reset-layout' };

/** Moving and sizing: begin, any number of steps or nudges, then finish or cancel. */
export type GestureAction =
  | { readonly type: 'begin-move'; readonly id: string; readonly input: 'pointer' | 'keyboard' }
  | {
      readonly type: 'begin-size';
      readonly id: string;
      readonly input: 'pointer' | 'keyboard';
      readonly edges: Edges;
    }
  /** The pointer is this far from where it began. */
  | { readonly type: 'step'; readonly by: Point; readonly isSnapping: boolean }
  /** An arrow key: this much further. */
  | { readonly type: 'nudge'; readonly by: Point }
  | { readonly type: 'finish' }
  | { readonly type: 'cancel' };

export type MdiAction =
  | { readonly type: 'resize-frame'; readonly frame: Size }
  /** Brings a window to the front; a minimised one stays minimised. */
  | { readonly type: 'activate'; readonly id: string }
  /** Opens a window, or brings it to the front from wherever it is. */
  | { readonly type: 'open'; readonly id: string }
  | ChildAction
  | ArrangeAction
  | GestureAction;
