import { useLayoutEffect, type RefObject } from 'react';

/** From everything in words to buttons that are pictures. */
const FITS = ['roomy', 'tight', 'pictures'] as const;

/**
 * Gives the element the first `data-fit` with which its first and its last child stand in one row, in any language and
 * at any scale; what is between them may take a row of its own.
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

/** @returns the width that its padding leaves */
function roomIn(element: Element): number {
  const { paddingLeft, paddingRight } = getComputedStyle(element);
  return element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
}
