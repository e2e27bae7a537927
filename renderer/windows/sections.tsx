import { Fragment, useId, type ReactNode } from 'react';
import { displayText } from '../../common/display-text.ts';
import './sections.css';

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

interface TitledSectionProps {
  readonly title: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** A part of a child window, under its title. */
export function TitledSection({ title, className, children }: TitledSectionProps) {
  const id = useId();
  return (
    <section className={className} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}
