import type { Page } from 'playwright-core';

/**
 * Counts in the page how often React renders a component of the window: `renders`. It uses React's hook for developer
 * tools, which the built window has as well and which must exist before React is loaded. In a commit's tree, the
 * rendered components are those flagged so (PerformedWork, the flag 1), below components whose children are not the
 * previous ones: packages/react-devtools-shared/src/backend/fiber/renderer.js
 */
export const COUNT_RENDERS = `
  globalThis.renders = 0;
  // No second passes: each renders what says how long ago something was.
  globalThis.setInterval = () => 0;
  globalThis.clearInterval = () => undefined;
  const FUNCTION_COMPONENTS = new Set([0, 11, 14, 15]);
  function count(fiber, before) {
    if (fiber === before) return;
    if (FUNCTION_COMPONENTS.has(fiber.tag) && (before === null || (fiber.flags & 1) !== 0)) renders += 1;
    if (fiber.child === before?.child) return;
    for (let child = fiber.child; child !== null; child = child.sibling) count(child, child.alternate);
  }
  globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberRoot: (_id, { current }) => { count(current, current.alternate); },
    onCommitFiberUnmount: () => undefined,
    onPostCommitFiberRoot: () => undefined,
  };
`;

/**
 * @returns how many components were rendered during the work. The page must have been opened with {@link COUNT_RENDERS}
 */
export async function rendersDuring(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate('renders = 0');
  await work();
  // Two frames later, everything reported has been drawn.
  await page.evaluate(
    'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
  );
  return page.evaluate<number>('renders');
}
