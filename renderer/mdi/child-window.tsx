import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { mdi, type ChildWindowId } from './store.ts';

interface ChildWindowProps {
  readonly id: ChildWindowId;
  readonly icon: ReactNode;
  readonly children: ReactNode;
}

/** A window inside the frame area: a title bar, and below it the content. */
export function ChildWindow({ id, icon, children }: ChildWindowProps) {
  const { title, rectangle } = useStore(mdi, (state) => state.windows[id]);
  const frame = useRef<HTMLElement>(null);
  const titleId = `${id}-title`;

  // By the CSSOM, because the content security policy forbids style attributes.
  useLayoutEffect(() => {
    const style = frame.current?.style;
    if (style === undefined) return;
    style.left = `${String(rectangle.left)}px`;
    style.top = `${String(rectangle.top)}px`;
    style.width = `${String(rectangle.width)}px`;
    style.height = `${String(rectangle.height)}px`;
  }, [rectangle]);

  return (
    <section ref={frame} className="child-window" aria-labelledby={titleId}>
      <header className="title-bar">
        {icon}
        <h2 id={titleId}>{title}</h2>
      </header>
      <div className="content">{children}</div>
    </section>
  );
}
