import type { PointerEvent } from 'react';
import { followPointer } from './follow-pointer.ts';
import { HANDLES, type Edges } from './geometry/resize.ts';
import { useMdi } from './use-mdi.ts';

/** The window's edges and corners, for the pointer. The keyboard has Size in the system menu. */
export function ResizeHandles({ id }: { readonly id: string }) {
  const mdi = useMdi();

  function begin(event: PointerEvent<HTMLElement>, edges: Edges): void {
    if (event.button !== 0) return;
    mdi.dispatch({ type: 'begin-size', id, input: 'pointer', edges });
    followPointer(mdi, event.currentTarget, event.nativeEvent);
  }

  return Object.entries(HANDLES).map(([name, edges]) => (
    <div
      key={name}
      className={`resize-handle ${name}`}
      aria-hidden="true"
      onPointerDown={(event) => {
        begin(event, edges);
      }}
    />
  ));
}
