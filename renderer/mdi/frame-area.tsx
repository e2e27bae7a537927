import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { resizeFrame } from './store.ts';
import './mdi.css';

/** The part of the frame window in which the child windows lie. */
export function FrameArea({ children }: { readonly children: ReactNode }) {
  const area = useRef<HTMLElement>(null);

  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return undefined;
    const measure = () => {
      resizeFrame({ width: element.clientWidth, height: element.clientHeight });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);

  return (
    <main ref={area} className="frame-area">
      {children}
    </main>
  );
}
