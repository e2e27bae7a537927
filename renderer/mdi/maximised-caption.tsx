import { useEffect } from 'react';
import type { ChildWindowDefinition } from './child-window-definition.ts';
import { CaptionButtons } from './caption-buttons.tsx';
import { maximisedWindow } from './state.ts';
import { SystemMenu } from './system-menu.tsx';
import { useWords } from '../use-speech.ts';
import { useMdiState } from './use-mdi.ts';

interface MaximisedCaptionProps {
  readonly windows: Readonly<Record<string, ChildWindowDefinition>>;
}

/** While a child window is maximised the frame has its title, and here its icon and caption buttons. */
export function MaximisedCaption({ windows }: MaximisedCaptionProps) {
  const id = useMdiState(maximisedWindow);
  const definition = id === undefined ? undefined : windows[id];
  const words = useWords();
  const title = definition?.title(words);

  useEffect(() => {
    document.title = title === undefined ? 'Sigma' : words.mdi.frameTitle(title);
  }, [title, words]);

  if (id === undefined || definition === undefined || title === undefined) return undefined;
  const Icon = definition.icon;
  return (
    <div className="maximised-caption">
      <SystemMenu id={id} title={title}>
        <Icon />
      </SystemMenu>
      <span className="title">{title}</span>
      <CaptionButtons id={id} title={title} mode="maximised" />
    </div>
  );
}
