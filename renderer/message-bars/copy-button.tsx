import { useState } from 'react';
import { ActionButton } from '../action-button.tsx';
import { WORDS } from '../words.ts';

/** Copies plain text, and says whether that worked. */
export function CopyButton({ text }: { readonly text: string }) {
  const [label, setLabel] = useState<string>(WORDS.copyDetails);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setLabel(WORDS.copied);
    } catch {
      setLabel(WORDS.notCopied);
    }
  }

  return <ActionButton label={label} onClick={() => void copy()} />;
}
