import { WINDOW_LIMIT } from '../../common/mdi.ts';
import { initialState, newChild, type ChildState, type MdiState } from './state.ts';
import type { WindowRegistry } from './window-registry.ts';

import * as v from 'valibot';

/** The layout as it is stored between sessions. It comes from outside, so it is validated like everything that does. */

const FARTHEST = 100_000;
const place = v.pipe(v.number(), v.safeInteger(), v.minValue(-FARTHEST), v.maxValue(FARTHEST));
const length = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(FARTHEST));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(WINDOW_LIMIT - 1));

const child = v.object({
  rectangle: v.optional(v.object({ left: place, top: place, width: length, height: length })),
  step: v.optional(count),
  slot: v.optional(count),
});

const layoutSchema = v.object({
  /** Version 1 had one window of each kind, and some ids that no longer exist. */
  version: v.picklist([1, 2]),
  /** The open windows from the bottom to the top. */
  order: v.pipe(
    v.array(v.string()),
    v.maxLength(WINDOW_LIMIT),
    v.check((ids) => new Set(ids).size === ids.length),
  ),
  isMaximised: v.boolean(),
  /** All windows of the state, in their order. */
  windows: v.record(v.string(), child),
});

type Layout = v.InferOutput<typeof layoutSchema>;

export function serialiseLayout({ order, isMaximised, windows }: MdiState): string {
  const layout: Layout = {
    version: 2,
    order: [...order],
    isMaximised,
    windows: Object.fromEntries(
      Object.entries(windows).map(([id, { rectangle, step, slot }]) => [
        id,
        { ...(rectangle && { rectangle }), ...(step > 0 && { step }), ...(slot !== undefined && { slot }) },
      ]),
    ),
  };
  return JSON.stringify(layout);
}

/**
 * @param text written by {@link serialiseLayout}, perhaps by another version; undefined if there is none
 * @returns the windows as they were; in the initial arrangement if the text is invalid. Windows missing from the text
 *   are as they are at first, and windows known only to the text are left out
 */
export function parseLayout(text: string | undefined, registry: WindowRegistry): MdiState {
  const initial = initialState(registry);
  const layout = read(text, registry);
  if (layout === undefined) return initial;
  const isKnown = (id: string): boolean => Object.hasOwn(layout.windows, id);
  const all = [...Object.entries(initial.windows), ...documents(layout, initial, registry)].slice(
    0,
    WINDOW_LIMIT,
  );
  const ids = new Set(all.map(([id]) => id));
  const kept = layout.order.filter((id) => ids.has(id) && isKnown(id));
  const windows = all.map(([id, fresh]) => {
    const saved = isKnown(id) ? layout.windows[id] : undefined;
    const slot = kept.includes(id) ? saved?.slot : undefined;
    return [id, { ...fresh, rectangle: saved?.rectangle, step: saved?.step ?? 0, slot }] as const;
  });
  return {
    ...initial,
    windows: Object.fromEntries(withDistinctSlots(windows)),
    order: [...initial.order.filter((id) => !isKnown(id)), ...kept],
    isMaximised: layout.isMaximised,
  };
}

/** @returns the windows that were open, and that the menus do not always offer */
function documents(
  { order, windows }: Layout,
  initial: MdiState,
  { definitionOf }: WindowRegistry,
): [string, ChildState][] {
  const open = new Set(order);
  return Object.keys(windows)
    .filter((id) => open.has(id) && !Object.hasOwn(initial.windows, id))
    .flatMap((id) => {
      const traits = definitionOf(id);
      return traits === undefined ? [] : [[id, newChild(traits)]];
    });
}

function withDistinctSlots<T extends { readonly slot: number | undefined }>(
  windows: readonly (readonly [string, T])[],
): (readonly [string, T])[] {
  const slots = windows.flatMap(([, window]) => window.slot ?? []);
  if (new Set(slots).size === slots.length && slots.every((slot) => slot < windows.length))
    return [...windows];
  let next = 0;
  return windows.map(([id, window]) => [
    id,
    window.slot === undefined ? window : { ...window, slot: next++ },
  ]);
}

function read(text: string | undefined, { formerIds }: WindowRegistry): Layout | undefined {
  if (text === undefined) return undefined;
  try {
    const result = v.safeParse(layoutSchema, JSON.parse(text));
    return result.success ? withPresentIds(result.output, formerIds) : undefined;
  } catch {
    return undefined;
  }
}

function withPresentIds(layout: Layout, formerIds: ReadonlyMap<string, string>): Layout {
  if (layout.version !== 1) return layout;
  const idOf = (id: string) => formerIds.get(id) ?? id;
  return {
    ...layout,
    // A text not written by Sigma may have both ids.
    order: [...new Set(layout.order.map(idOf))],
    windows: Object.fromEntries(Object.entries(layout.windows).map(([id, saved]) => [idOf(id), saved])),
  };
}

/** Where the layout is stored between sessions. */
export interface LayoutStorage {
  readonly read: () => string | undefined;
  readonly write: (layout: string) => void;
}

const STORAGE_KEY = 'sigma.layout';

/** In the browser profile. If that can't be written, the layout lasts as long as the window. */
export const localLayoutStorage: LayoutStorage = {
  read() {
    try {
      return localStorage.getItem(STORAGE_KEY) ?? undefined;
    } catch {
      return undefined;
    }
  },
  write(layout) {
    try {
      localStorage.setItem(STORAGE_KEY, layout);
    } catch {
      // A lost layout is no reason to bother the user.
    }
  },
};
