import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Request } from '../state/store.ts';
import { useWords } from '../state/use-speech.ts';
import { BusyIndicator } from './busy-indicator.tsx';
import { RequestButton } from './request-button.tsx';
import { rovingIndex } from './roving-index.ts';
import { useFit } from './use-fit.ts';
import './toolbar.css';

/** The groups in order; a line separates them. */
const GROUPS: readonly (readonly Request[])[] = [
  ['install', 'uninstall'],
  ['start', 'stop', 'pause', 'continue'],
  ['refresh'],
];
const REQUESTS = GROUPS.flat();

interface ToolbarProps {
  /** What follows at the end of the toolbar, besides the service's buttons. */
  readonly children?: ReactNode;
}

export function Toolbar({ children }: ToolbarProps) {
  const words = useWords();
  const [tabStop, setTabStop] = useState<Request>('install');
  const [isTipWanted, setIsTipWanted] = useState(true);
  const area = useRef<HTMLElement>(null);
  useFit(area);
  const buttons = useRef(new Map<Request, HTMLButtonElement>());

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') setIsTipWanted(false);
    const index = rovingIndex(event.key, REQUESTS.indexOf(tabStop), REQUESTS.length);
    const request = index === undefined ? undefined : REQUESTS[index];
    if (request === undefined) return;
    event.preventDefault();
    buttons.current.get(request)?.focus();
  }

  return (
    <header className="toolbar-area" ref={area}>
      <div
        className="toolbar"
        role="toolbar"
        aria-label={words.frame.toolbar}
        data-tips={isTipWanted}
        onKeyDown={onKeyDown}
      >
        {GROUPS.map((group) => (
          <div key={group.join()} className="group" role="presentation">
            {group.map((request) => (
              <RequestButton
                key={request}
                request={request}
                tabIndex={request === tabStop ? 0 : -1}
                onFocus={() => {
                  setTabStop(request);
                  setIsTipWanted(true);
                }}
                ref={(button: HTMLButtonElement) => {
                  const known = buttons.current;
                  known.set(request, button);
                  return () => {
                    known.delete(request);
                  };
                }}
              />
            ))}
          </div>
        ))}
      </div>
      <BusyIndicator />
      <div className="end">{children}</div>
    </header>
  );
}
