import { useView } from '../use-sigma.ts';
import {
  HEALTH_SENTENCES,
  HEALTH_WORDS,
  hostDetail,
  MAILSLOT_WORDS,
  mailslotDetail,
  serviceDetail,
  statusText,
  WORDS,
} from '../words.ts';
import { HealthDot } from './health-dot.tsx';
import { LastMessage } from './last-message.tsx';
import { StatusPart } from './status-part.tsx';
import './status-bar.css';

/** The latest message, and in short how the service, the mailslot and this computer are. */
export function StatusBar() {
  const view = useView();
  const health = view?.health ?? 'unknown';
  const mailslot = view?.mailslot ?? { kind: 'closed' };

  return (
    <footer className="status-bar" aria-label={WORDS.statusBar}>
      <StatusPart part="text" text={statusText(view)} />
      <StatusPart
        part="service"
        text={HEALTH_WORDS[health]}
        detail={view === undefined ? undefined : serviceDetail(view)}
        icon={<HealthDot health={health} />}
      />
      <LastMessage latest={view?.latest} />
      <StatusPart part="mailslot" text={MAILSLOT_WORDS[mailslot.kind]} detail={mailslotDetail(mailslot)} />
      <StatusPart
        part="host"
        text={view?.host.computerName ?? WORDS.unknownHost}
        detail={view === undefined ? undefined : hostDetail(view.host)}
      />
      {/* Spoken when the health changes, and only then: its text depends on nothing else. */}
      <span className="visually-hidden" aria-live="polite">
        {HEALTH_SENTENCES[health]}
      </span>
    </footer>
  );
}
