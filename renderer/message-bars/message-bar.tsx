import { errorExplanation, errorNextStep } from '../../common/error-words.ts';
import type { ErrorReport } from '../../common/view.ts';
import type { ReactNode } from 'react';
import { ErrorIcon, InformationIcon, WarningIcon } from '../icons.tsx';
import { useWords } from '../state/use-speech.ts';
import { codeText } from '../../common/win32-codes.ts';
import './message-bars.css';

const ICONS = { information: <InformationIcon />, warning: <WarningIcon />, error: <ErrorIcon /> } as const;

interface MessageBarProps {
  readonly intent: keyof typeof ICONS;
  readonly title: string;
  readonly children?: ReactNode;
  /** Buttons. */
  readonly actions?: ReactNode;
}

/** One message in a bar below the toolbar. A screen reader speaks it when it appears, an error immediately. */
export function MessageBar({ intent, title, children, actions }: MessageBarProps) {
  return (
    <section className={`message-bar ${intent}`} role={intent === 'error' ? 'alert' : 'status'}>
      {ICONS[intent]}
      <div className="text">
        <strong>{title}</strong> {children}
      </div>
      {actions !== undefined && <div className="actions">{actions}</div>}
    </section>
  );
}

interface ErrorDetailsProps {
  readonly error: ErrorReport;
  /** What to do, if that is clearer than what the code alone suggests. */
  readonly nextStep?: string;
}

/** What happened, what to do, and the facts for further research. */
export function ErrorDetails({ error, nextStep }: ErrorDetailsProps) {
  const words = useWords();
  return (
    <>
      {errorExplanation(words, error)} {nextStep ?? errorNextStep(words, error)}
      <span className="facts">
        {codeText(error.code)}, {error.api}
      </span>
    </>
  );
}
