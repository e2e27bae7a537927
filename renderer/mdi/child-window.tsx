import { memo, useLayoutEffect, useRef } from 'react';
import { useWords } from '../use-speech.ts';
import { childElementId, rememberFocus } from './focus.ts';
import { placeWindow } from './place-window.ts';
import { ResizeHandles } from './resize-handles.tsx';
import { activeWindow, maximisedWindow, modeOf } from './state.ts';
import { TitleBar } from './title-bar.tsx';
import { useMdi, useMdiState } from './use-mdi.ts';
import type { ChildWindowDefinition } from './window-registry.ts';

interface ChildWindowProps {
  readonly id: string;
  readonly definition: ChildWindowDefinition;
}

/** An open window inside the frame area: a title bar, unless it is maximised, and below it the content. */
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
