import { ActionButton } from '../action-button.tsx';
import { DismissIcon, ProgressRing } from '../icons.tsx';
import { sigma, useBusy, useService } from '../state/use-sigma.ts';
import { useWords } from '../state/use-speech.ts';
import { busyText } from '../words.ts';

/**
 * What Sigma is doing, with a button to stop waiting; and the task that the user stopped waiting for, as long as
 * Windows is performing it.
 */
export function BusyIndicator() {
  const words = useWords();
  const busy = useBusy();
  const text = busyText(
    words,
    busy,
    useService(({ left }) => left),
  );
  return (
    <span className="busy">
      {text !== undefined && <ProgressRing />}
      <span role="status">{text}</span>
      {busy !== undefined && (
        <ActionButton
          icon={<DismissIcon />}
          label={words.frame.stopWaiting}
          hint={words.frame.stopWaitingHint}
          onClick={sigma.leave}
        />
      )}
    </span>
  );
}
