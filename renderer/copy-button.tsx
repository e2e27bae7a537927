import { useState } from 'react';
import { ActionButton } from './action-button.tsx';
import { useWords } from './state/use-speech.ts';

interface CopyButtonProps {
  readonly text: string;
  /** The label before it is used, if it does not copy the details of an error. */
  readonly label?: string;
  readonly hint?: string;
}

/** Copies plain text, and says whether that worked. */
export function CopyButton({ text, label, hint }: CopyButtonProps) {
  const { frame } = useWords();
  const [state, setState] = useState<'copied' | 'notCopied'>();

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('notCopied');
    }
  }

  return (
    <ActionButton
      label={state === undefined ? (label ?? frame.copyDetails) : frame[state]}
      {...(hint === undefined ? {} : { hint })}
      onClick={() => void copy()}
    />
  );
}
