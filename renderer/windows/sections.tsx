import { Fragment, useId, type ReactNode } from 'react';
import { displayText } from '../../common/display-text.ts';
import './sections.css';

/** The name of a fact, and its value as text. */
export type Fact = readonly [name: string, value: string];

interface FactListProps {
  readonly facts: readonly Fact[];
  /** Whether something around it scrolls, so the list itself needs no focus for that. */
  readonly isPart?: boolean;
}

/** Names and their values, which may be untrusted text, in two columns if there is room. */
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

interface TitledSectionProps {
  readonly title: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** A titled part of a child window. */
export function TitledSection({ title, className, children }: TitledSectionProps) {
  const id = useId();
  return (
    <section className={className} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}
