import { useEffect } from 'react';
import type { ChildWindowDefinition } from '../children/child-window-definition.ts';
import { CaptionButtons } from './caption-buttons.tsx';
import { frameTitle } from './mdi-words.ts';
import { activeWindow } from './state.ts';
import { SystemMenu } from './system-menu.tsx';
import { useMdiState } from './use-mdi.ts';

interface MaximisedCaptionProps {
  readonly windows: Readonly<Record<string, ChildWindowDefinition>>;
}

/** While a child window is maximised the frame has its title, and here its icon and caption buttons. */
export function MaximisedCaption({ windows }: MaximisedCaptionProps) {
  const id = useMdiState((state) => (state.isMaximised ? activeWindow(state) : undefined));
  const definition = id === undefined ? undefined : windows[id];
  const title = definition?.title;

  useEffect(() => {
    document.title = frameTitle(title);
  }, [title]);

  if (id === undefined || definition === undefined) return undefined;
  const Icon = definition.icon;
  return (
    <div className="maximised-caption">
      <SystemMenu id={id} title={definition.title}>
        <Icon />
      </SystemMenu>
      <span className="title">{definition.title}</span>
      <CaptionButtons id={id} title={definition.title} mode="maximised" />
    </div>
  );
}
