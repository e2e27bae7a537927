import { ActionButton } from '../action-button.tsx';
import { DismissIcon, ProgressRing } from '../icons.tsx';
import { sigma, useBusy, useService } from '../state/use-sigma.ts';
import { useWords } from '../state/use-speech.ts';
import { busyText } from '../words.ts';

/** What Sigma is at, with the way out of waiting for it; and what was left, as long as Windows is at that. */
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
