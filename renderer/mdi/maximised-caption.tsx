import { useEffect } from 'react';
import { CaptionButtons } from './caption-buttons.tsx';
import { maximisedWindow } from './state.ts';
import { SystemMenu } from './system-menu.tsx';
import { useWords } from '../use-speech.ts';
import { useMdi, useMdiState } from './use-mdi.ts';

/** While a child window is maximised the frame has its title, and here its icon and caption buttons. */
export function MaximisedCaption() {
  const { definitionOf } = useMdi();
  const id = useMdiState(maximisedWindow);
  const definition = id === undefined ? undefined : definitionOf(id);
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
