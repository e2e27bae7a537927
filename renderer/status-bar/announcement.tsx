import { useEffect, useState } from 'react';

/** The shortest time between two announcements, in milliseconds: a screen reader needs it to say the first. */
const ANNOUNCEMENT_GAP_MS = 4000;

/** Spoken when it changes, though never faster than it can be listened to: what came in between is left out. */
export function Announcement({ text }: { readonly text: string }) {
  const [spoken, setSpoken] = useState({ text, at: 0 });

  useEffect(() => {
    if (text === spoken.text) return undefined;
    const timer = window.setTimeout(
      () => {
        setSpoken({ text, at: performance.now() });
      },
      Math.max(0, spoken.at + ANNOUNCEMENT_GAP_MS - performance.now()),
    );
    return () => {
      window.clearTimeout(timer);
    };
  }, [text, spoken]);

  return (
    <span className="visually-hidden" aria-live="polite">
      {spoken.text}
    </span>
  );
}
