import { useState } from 'react';
import type { UpdateState } from '../../common/updates.ts';
import { ActionButton } from '../action-button.tsx';
import { DismissIcon } from '../icons.tsx';
import { focusActiveWindow } from '../mdi/focus.ts';
import { useMdi } from '../mdi/store.ts';
import { useWords } from '../state/use-speech.ts';
import { MessageBar } from './message-bar.tsx';

/** Announces each newer version once, and again when it can be installed. Everything else is in the Settings window. */
export function UpdateBar({ state }: { readonly state: UpdateState }) {
  const { frame, updates: words } = useWords();
  const mdi = useMdi();
  const [dismissed, setDismissed] = useState<string>();
  if (state.kind !== 'available' && state.kind !== 'ready') return undefined;
  const { version } = state.update;
  const told = `${state.kind} ${version}`;
  if (dismissed === told) return undefined;
  const dismiss = (): void => {
    setDismissed(told);
  };
  return (
    <MessageBar
      intent="information"
      title={words[state.kind](version)}
      actions={
        <>
          <ActionButton
            label={words.show}
            hint={words.showHint}
            onClick={() => {
              mdi.dispatch({ type: 'open', id: 'settings' });
              focusActiveWindow(mdi);
            }}
          />
          <ActionButton label={frame.dismiss} icon={<DismissIcon />} onClick={dismiss} />
        </>
      }
    />
  );
}
