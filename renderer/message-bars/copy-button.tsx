import { useState } from 'react';
import { ActionButton } from '../action-button.tsx';
import { useWords } from '../use-speech.ts';

/** Copies plain text, and says whether that worked. */
export function CopyButton({ text }: { readonly text: string }) {
  const { frame } = useWords();
  const [state, setState] = useState<'copyDetails' | 'copied' | 'notCopied'>('copyDetails');

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('notCopied');
    }
  }

  return <ActionButton label={frame[state]} onClick={() => void copy()} />;
}
