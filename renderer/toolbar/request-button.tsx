import type { Ref } from 'react';
import { ActionButton } from '../action-button.tsx';
import { RequestIcon } from '../request-icons.tsx';
import type { Request } from '../state/store.ts';
import { useReasonUnavailable } from '../state/use-reason.ts';
import { sigma } from '../state/use-sigma.ts';
import { useWords } from '../state/use-speech.ts';

interface RequestButtonProps {
  readonly request: Request;
  readonly tabIndex: number;
  readonly onFocus: () => void;
  readonly ref: Ref<HTMLButtonElement>;
}

/** A button of the toolbar. */
export function RequestButton({ request, tabIndex, onFocus, ref }: RequestButtonProps) {
  const { requests } = useWords();
  return (
    <ActionButton
      label={requests.labels[request]}
      icon={<RequestIcon request={request} />}
      hint={requests.hints[request]}
      reason={useReasonUnavailable(request)}
      onClick={() => {
        sigma.send(request);
      }}
      tabIndex={tabIndex}
      onFocus={onFocus}
      ref={ref}
    />
  );
}
