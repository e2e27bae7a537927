import { useId, type ReactNode } from 'react';

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
