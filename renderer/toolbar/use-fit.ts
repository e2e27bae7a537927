import { useLayoutEffect, type RefObject } from 'react';

/** From everything in words to buttons with icons only. */
const FITS = ['roomy', 'tight', 'pictures'] as const;

/**
 * Gives the element the first `data-fit` at which its first and last child fit in one row, in any language and at any
 * scale; what is between them may take its own row.
 */
export function useFit(area: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = area.current;
    const [first, last] = [element?.firstElementChild, element?.lastElementChild];
    if (element === null || !first || !last) return undefined;

    const observer = new ResizeObserver(() => {
      fit(element, first, last);
    });
    for (const watched of [element, first, last]) observer.observe(watched);
    return () => {
      observer.disconnect();
    };
  }, [area]);
}

function fit(area: HTMLElement, first: Element, last: Element): void {
  for (const choice of FITS) {
    area.dataset['fit'] = choice;
    if (widthOf(first) + widthOf(last) <= roomIn(area)) return;
  }
}

function widthOf(element: Element): number {
  return element.getBoundingClientRect().width;
}

/** @returns the width inside the padding */
function roomIn(element: Element): number {
  const { paddingLeft, paddingRight } = getComputedStyle(element);
  return element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
}
