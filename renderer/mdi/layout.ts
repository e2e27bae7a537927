import * as v from 'valibot';
import { initialState, type ChildTraits, type MdiState } from './state.ts';

/**
 * The layout as it is kept across runs. It comes from outside, so it is checked like everything that does.
 * Version 1.
 */

const FARTHEST = 100_000;
const place = v.pipe(v.number(), v.safeInteger(), v.minValue(-FARTHEST), v.maxValue(FARTHEST));
const length = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(FARTHEST));
const slot = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(99));

const child = v.object({
  rectangle: v.optional(v.object({ left: place, top: place, width: length, height: length })),
  slot: v.optional(slot),
});

const layoutSchema = v.object({
  version: v.literal(1),
  /** The open windows from the bottom to the top, */
  order: v.pipe(
    v.array(v.string()),
    v.check((ids) => new Set(ids).size === ids.length),
  ),
  isMaximised: v.boolean(),
  /** and all windows that this version of Sigma has. */
  windows: v.record(v.string(), child),
});

type Layout = v.InferOutput<typeof layoutSchema>;

export function serialiseLayout({ order, isMaximised, windows }: MdiState): string {
  const layout: Layout = {
    version: 1,
    order: [...order],
    isMaximised,
    windows: Object.fromEntries(
      Object.entries(windows).map(([id, { rectangle, slot }]) => [
        id,
        { ...(rectangle && { rectangle }), ...(slot !== undefined && { slot }) },
      ]),
    ),
  };
  return JSON.stringify(layout);
}

/**
 * @param text what {@link serialiseLayout} has made, perhaps in another version; undefined if there is none
 * @returns the windows as they were; as they are at first if the text makes no sense. Windows that the text
 *   does not know are as they are at first, those that only the text knows are left out
 */
export function parseLayout(
  text: string | undefined,
  traits: Readonly<Record<string, ChildTraits>>,
): MdiState {
  const initial = initialState(traits);
  const layout = read(text);
  if (layout === undefined) return initial;
  const isKnown = (id: string): boolean => Object.hasOwn(layout.windows, id);
  const kept = layout.order.filter((id) => Object.hasOwn(initial.windows, id) && isKnown(id));
  const windows = Object.entries(initial.windows).map(([id, fresh]) => {
    const saved = isKnown(id) ? layout.windows[id] : undefined;
    const slot = kept.includes(id) ? saved?.slot : undefined;
    return [id, { ...fresh, rectangle: saved?.rectangle, slot }] as const;
  });
  return {
    ...initial,
    windows: Object.fromEntries(withDistinctSlots(windows)),
    order: [...initial.order.filter((id) => !isKnown(id)), ...kept],
    isMaximised: layout.isMaximised,
  };
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

function read(text: string | undefined): Layout | undefined {
  if (text === undefined) return undefined;
  try {
    const result = v.safeParse(layoutSchema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
