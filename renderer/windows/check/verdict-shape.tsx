import type { ReactNode } from 'react';
import type { LinkReport } from '../../../common/check.ts';

type Verdict = LinkReport['verdict'];

/** Each verdict has an outline of its own, so that the colour is never the only difference. */
const SHAPES: Readonly<Record<Verdict, ReactNode>> = {
  works: (
    <>
      <circle className="filled" cx="8" cy="8" r="7" />
      <path className="mark" d="m4.8 8.3 2.3 2.3 4.2-4.8" />
    </>
  ),
  unknown: (
    <>
      <path className="outline" d="M8 1.2 14.8 8 8 14.8 1.2 8Z" />
      <path
        className="outline"
        d="M6.4 6.6c0-1 .7-1.5 1.6-1.5s1.6.6 1.6 1.4c0 1.1-1.6 1.2-1.6 2.3M8 10.8v.2"
      />
    </>
  ),
  fails: (
    <>
      <path className="filled" d="M5 1h6l4 4v6l-4 4H5l-4-4V5Z" />
      <path className="mark" d="m5.4 5.4 5.2 5.2M10.6 5.4l-5.2 5.2" />
    </>
  ),
};

/** A verdict at a glance. The word beside it says the same. */
export function VerdictShape({ verdict }: { readonly verdict: Verdict }) {
  return (
    <svg className={`verdict-shape ${verdict}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {SHAPES[verdict]}
    </svg>
  );
}
