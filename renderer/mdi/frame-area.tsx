import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ChildWindowDefinition } from './child-window-definition.ts';
import { ChildWindow } from './child-window.tsx';
import { catchLostFocus, followActiveWindow } from './focus.ts';
import { GestureHint } from './gesture-hint.tsx';
import { listenToKeyboard } from './keyboard.ts';
import { useWords } from '../use-speech.ts';
import { useMdi, useMdiState } from './use-mdi.ts';
import './mdi.css';

interface FrameAreaProps {
  readonly windows: Readonly<Record<string, ChildWindowDefinition>>;
}

/** The part of the frame window in which the child windows lie. */
export function FrameArea({ windows }: FrameAreaProps) {
  const words = useWords();
  const mdi = useMdi();
  const order = useMdiState((state) => state.order);
  const area = useRef<HTMLElement>(null);

  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return undefined;
    const measure = () => {
      const frame = { width: element.clientWidth, height: element.clientHeight };
      mdi.dispatch({ type: 'resize-frame', frame });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [mdi]);
  useEffect(() => listenToKeyboard(mdi), [mdi]);
  useEffect(() => followActiveWindow(mdi), [mdi]);
  useEffect(() => catchLostFocus(mdi), [mdi]);

  return (
    <main ref={area} className="frame-area" tabIndex={-1}>
      <h1 className="visually-hidden">Sigma</h1>
      {/* In the table's order, whatever the z-order: an element that moves in the document loses its scrolling. */}
      {Object.entries(windows).map(
        ([id, definition]) => order.includes(id) && <ChildWindow key={id} id={id} definition={definition} />,
      )}
      {order.length === 0 && <p className="no-window">{words.mdi.noWindow}</p>}
      <GestureHint />
    </main>
  );
}
