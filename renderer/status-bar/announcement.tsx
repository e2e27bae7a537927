import { useEffect, useState } from 'react';
import { Announcer } from './announcer.ts';

const TIMING = {
  now: () => performance.now(),
  setTimeout(callback: () => void, delayMs: number) {
    const timer = window.setTimeout(callback, delayMs);
    return () => {
      window.clearTimeout(timer);
    };
  },
};

/** Spoken by a screen reader when it changes. */
export function Announcement({ text }: { readonly text: string }) {
  const [spoken, setSpoken] = useState(text);
  const [announcer] = useState(() => new Announcer(TIMING, text, setSpoken));

  useEffect(() => {
    announcer.tell(text);
    return () => {
      announcer.end();
    };
  }, [announcer, text]);

  return (
    <span className="visually-hidden" aria-live="polite">
      {spoken}
    </span>
  );
}
