import { Fragment } from 'react';
import { displayText } from '../../common/display-text.ts';
import './fact-list.css';

/** What something is, and its value as text. */
export type Fact = readonly [name: string, value: string];

interface FactListProps {
  readonly facts: readonly Fact[];
  /** Whether something around it scrolls, so that the list itself needs no focus for that. */
  readonly isPart?: boolean;
}

/** Names and their values, which may be anybody's text, in two columns where there is room. */
export function FactList({ facts, isPart = false }: FactListProps) {
  return (
    <dl className="fact-list" tabIndex={isPart ? undefined : 0}>
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>
            <bdi>{displayText(value)}</bdi>
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
