import { useEffect, useLayoutEffect, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useWords } from '../state/use-speech.ts';
import { ChildWindow } from './child-window.tsx';
import { catchLostFocus, followActiveWindow } from './focus.ts';
import { listenToKeyboard } from './keyboard.ts';
import { openWindows } from './state.ts';
import { useMdi, useMdiState } from './store.ts';
import './mdi.css';

/** The part of the frame window that contains the child windows. */
export function FrameArea() {
  const words = useWords();
  const mdi = useMdi();
  const open = useMdiState(useShallow(openWindows));
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
      {/* In the menus' order, whatever the z-order: an element moved in the document loses its scroll position. */}
      {open.map((id) => {
        const definition = mdi.definitionOf(id);
        return definition && <ChildWindow key={id} id={id} definition={definition} />;
      })}
      {open.length === 0 && <p className="no-window">{words.mdi.noWindow}</p>}
      <GestureHint />
    </main>
  );
}

/**
 * Tells everyone, also users of a screen reader, what the keys do while a window is moved or sized from the keyboard.
 */
function GestureHint() {
  const kind = useMdiState(({ gesture }) => (gesture?.input === 'keyboard' ? gesture.kind : undefined));
  const { mdi } = useWords();
  const words = kind && (kind === 'move' ? mdi.moveByKeyboard : mdi.sizeByKeyboard);
  return (
    <div className="gesture-hint" role="status">
      {words !== undefined && <span>{words}</span>}
    </div>
  );
}
