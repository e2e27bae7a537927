import type { ReactNode } from 'react';
import type { Health } from '../common/health.ts';
import './health-dot.css';

const TRIANGLE = (
  <>
    <path className="filled" d="M6 .8 11.6 11H.4Z" />
    <path className="mark" d="M6 4.2v3.2M6 9v.3" />
  </>
);
const CLOCK = (
  <>
    <circle className="outline" cx="6" cy="6" r="4.6" />
    <path className="outline" d="M6 3.2V6l2 1.2" />
  </>
);
const CROSS = (
  <>
    <path className="filled" d="M3.6.5h4.8l3.1 3.1v4.8l-3.1 3.1H3.6L.5 8.4V3.6Z" />
    <path className="mark" d="M4 4l4 4M8 4 4 8" />
  </>
);
const HOURGLASS = <path className="filled" d="M1.8.8h8.4v1.6L7 6l3.2 3.6v1.6H1.8V9.6L5 6 1.8 2.4Z" />;
const RING = <circle className="outline dashed" cx="6" cy="6" r="4.5" />;

/** Each kind of health has its own shape, so colour is never the only difference. */
const SHAPES: Readonly<Record<Health, ReactNode>> = {
  unknown: <path className="outline" d="M6 1 11 6 6 11 1 6Z" />,
  'not-installed': <circle className="outline" cx="6" cy="6" r="4.5" />,
  stopped: <rect className="filled" x="1.5" y="1.5" width="9" height="9" rx="1" />,
  failed: CROSS,
  starting: RING,
  healthy: <circle className="filled" cx="6" cy="6" r="5" />,
  late: CLOCK,
  silent: TRIANGLE,
  refused: TRIANGLE,
  paused: <path className="filled" d="M2 1.5h3v9H2ZM7 1.5h3v9H7Z" />,
  stopping: RING,
  hung: HOURGLASS,
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
