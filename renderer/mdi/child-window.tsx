import { memo, useLayoutEffect, useRef, type PointerEvent } from 'react';
import { useWords } from '../state/use-speech.ts';
import { childElementId, rememberFocus } from './focus.ts';
import { followPointer } from './follow-pointer.ts';
import type { Point, Rectangle } from './geometry/rectangle.ts';
import { HANDLES, type Edges } from './geometry/sizing.ts';
import { activeWindow, levelOf, maximisedWindow, modeOf, shownRectangle, type MdiState } from './state.ts';
import { useMdi, useMdiState, type MdiStore } from './store.ts';
import { TitleBar } from './title-bar.tsx';
import type { ChildWindowDefinition } from './window-registry.ts';

interface ChildWindowProps {
  readonly id: string;
  readonly definition: ChildWindowDefinition;
}

/** An open window inside the frame area: its content below a title bar, unless it is maximised. */
export const ChildWindow = memo(function ChildWindow({ id, definition }: ChildWindowProps) {
  const { icon: Icon, content: Content } = definition;
  const title = definition.title(useWords());
  const mdi = useMdi();
  const mode = useMdiState((state) => modeOf(state, id));
  const isActive = useMdiState((state) => activeWindow(state) === id);
  const isInFront = useMdiState((state) => maximisedWindow(state) === id);
  const element = useRef<HTMLElement>(null);
  const titleId = `${childElementId(id)}-title`;
  const isMaximised = mode === 'maximised';

  useLayoutEffect(
    () => (element.current === null ? undefined : placeWindow(element.current, mdi, id)),
    [mdi, id],
  );

  function activate(): void {
    mdi.dispatch({ type: 'activate', id });
  }

  return (
    <section
      ref={element}
      id={childElementId(id)}
      className={`child-window ${mode} ${isActive ? 'active' : 'inactive'}${isMaximised && !isInFront ? ' behind' : ''}`}
      tabIndex={-1}
      aria-labelledby={isMaximised ? undefined : titleId}
      aria-label={isMaximised ? title : undefined}
      onPointerDownCapture={activate}
      onFocus={(event) => {
        rememberFocus(event.currentTarget, event.target);
        activate();
      }}
      onKeyDown={({ key, target, currentTarget }) => {
        if (mode === 'minimised' && key === 'Enter' && target === currentTarget)
          mdi.dispatch({ type: 'restore', id });
      }}
    >
      {!isMaximised && <TitleBar id={id} title={title} titleId={titleId} icon={<Icon />} mode={mode} />}
      <div className="content">
        <Content id={id} />
      </div>
      {mode === 'normal' && <ResizeHandles id={id} />}
    </section>
  );
}, isSameWindow);

/** What a window is does not change while it is open. */
function isSameWindow(one: ChildWindowProps, other: ChildWindowProps): boolean {
  return one.id === other.id;
}

/**
 * Keeps an element where the state places its window, outside React, so dragging re-renders nothing. Uses the CSSOM,
 * because the content security policy forbids style attributes.
 * @returns the function that stops it
 */
function placeWindow(element: HTMLElement, mdi: MdiStore, id: string): () => void {
  const write = (state: MdiState) => {
    if (!state.order.includes(id)) return;
    const isMoving = state.gesture?.id === id && state.gesture.kind === 'move';
    const shown = shownRectangle(state, id);
    // While the window moves, only the compositor has work to do; at rest, `left` and `top` keep its edges sharp.
    const base = isMoving ? state.gesture.origin : shown;
    writeRectangle(element, base, { x: shown.left - base.left, y: shown.top - base.top });
    element.style.zIndex = String(levelOf(state, id));
    element.classList.toggle('moving', isMoving);
  };
  write(mdi.getState());
  return mdi.subscribe(write);
}

/** Assigning an unchanged value costs the browser nothing. */
function writeRectangle(element: HTMLElement, { left, top, width, height }: Rectangle, by: Point): void {
  const { style } = element;
  style.left = pixels(left);
  style.top = pixels(top);
  style.width = pixels(width);
  style.height = pixels(height);
  style.translate = by.x === 0 && by.y === 0 ? '' : `${pixels(by.x)} ${pixels(by.y)}`;
}

function pixels(value: number): string {
  return `${String(value)}px`;
}

/** The window's edges and corners, for the pointer. For the keyboard, there is Size in the system menu. */
function ResizeHandles({ id }: { readonly id: string }) {
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
