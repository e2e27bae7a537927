import type { PointerEvent, ReactNode } from 'react';
import { CaptionButtons } from './caption-buttons.tsx';
import { followPointer } from './follow-pointer.ts';
import type { ChildMode } from './state.ts';
import { SystemMenu } from './system-menu.tsx';
import { useMdi } from './use-mdi.ts';

interface TitleBarProps {
  readonly id: string;
  readonly title: string;
  readonly titleId: string;
  readonly icon: ReactNode;
  readonly mode: ChildMode;
}

/** Dragging it moves the window, a double click maximises it; a click on a minimised one restores it. */
export function TitleBar({ id, title, titleId, icon, mode }: TitleBarProps) {
  const mdi = useMdi();

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0 || mode !== 'normal' || isOnControl(event.target)) return;
    mdi.dispatch({ type: 'begin-move', id, input: 'pointer' });
    followPointer(mdi, event.currentTarget, event.nativeEvent);
  }

  return (
    <header
      className="title-bar"
      onPointerDown={onPointerDown}
      onClick={(event) => {
        if (mode === 'minimised' && !isOnControl(event.target)) mdi.dispatch({ type: 'restore', id });
      }}
      onDoubleClick={(event) => {
        if (mode === 'normal' && !isOnControl(event.target)) mdi.dispatch({ type: 'maximise', id });
      }}
    >
      <SystemMenu id={id} title={title}>
        {icon}
      </SystemMenu>
      <h2 id={titleId} title={title}>
        {title}
      </h2>
      <CaptionButtons id={id} title={title} mode={mode} />
    </header>
  );
}

function isOnControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, [popover]') !== null;
}
