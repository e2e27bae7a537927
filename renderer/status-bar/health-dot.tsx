import type { ReactNode } from 'react';
import type { Health } from '../../common/health.ts';

const TRIANGLE = (
  <>
    <path className="filled" d="M6 .8 11.6 11H.4Z" />
    <path className="mark" d="M6 4.2v3.2M6 9v.3" />
  </>
);
const RING = <circle className="outline dashed" cx="6" cy="6" r="4.5" />;

/** Each health has a shape of its own kind, so that the colour is never the only difference. */
const SHAPES: Readonly<Record<Health, ReactNode>> = {
  unknown: <path className="outline" d="M6 1 11 6 6 11 1 6Z" />,
  'not-installed': <circle className="outline" cx="6" cy="6" r="4.5" />,
  stopped: <rect className="filled" x="1.5" y="1.5" width="9" height="9" rx="1" />,
  starting: RING,
  healthy: <circle className="filled" cx="6" cy="6" r="5" />,
  silent: TRIANGLE,
  paused: <path className="filled" d="M2 1.5h3v9H2ZM7 1.5h3v9H7Z" />,
  stopping: RING,
  'posting-unregistered': TRIANGLE,
};

/** The health at a glance. The word beside it says the same. */
export function HealthDot({ health }: { readonly health: Health }) {
  return (
    <svg className={`health-dot ${health}`} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {SHAPES[health]}
    </svg>
  );
}
