import { Fragment } from 'react';
import './fact-list.css';

/** What something is, and its value as text. */
export type Fact = readonly [name: string, value: string];

/** Names and their values, in two columns where there is room. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="fact-list" tabIndex={0}>
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
