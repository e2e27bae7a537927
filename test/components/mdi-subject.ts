import type { ChildWindowKind } from '../../common/child-windows.ts';
import { exampleMessages, RUNNING } from './example-content.ts';
import type { HandMadeMain } from './hand-made-main.ts';
import { openHandMade, type SigmaWindow } from './sigma-window.ts';

/** Opens a window in which nothing happens on its own, with these child windows besides Messages, the last in front. */
export async function openMdi(...kinds: readonly ChildWindowKind[]): Promise<SigmaWindow<HandMadeMain>> {
  const window = await openHandMade({ view: RUNNING, messages: exampleMessages(3) });
  for (const kind of kinds) await window.openChild(kind);
  return window;
}
