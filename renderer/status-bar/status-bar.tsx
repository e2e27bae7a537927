import { statusText } from '../../common/status-text.ts';
import { useView } from '../use-sigma.ts';
import { useWords } from '../use-speech.ts';
import { hostDetail, mailslotDetail, serviceDetail } from '../words.ts';
import { Announcement } from './announcement.tsx';
import { HealthDot } from './health-dot.tsx';
import { LastMessage } from './last-message.tsx';
import { StatusPart } from './status-part.tsx';
import './status-bar.css';

/** The latest message, and in short how the service, the mailslot and this computer are. */
export function StatusBar() {
  const words = useWords();
  const view = useView();
  const health = view?.health ?? 'unknown';
  const mailslot = view?.mailslot ?? { kind: 'closed' };

  return (
    <footer className="status-bar" aria-label={words.frame.statusBar}>
      <StatusPart part="text" opens="messages" text={statusText(words, view)} />
      <StatusPart
        part="service"
        opens="service"
        text={words.health.words[health]}
        detail={view === undefined ? undefined : serviceDetail(words, view)}
        icon={<HealthDot health={health} />}
      />
      <LastMessage latest={view?.latest} />
      <StatusPart
        part="mailslot"
        opens="mailslot"
        text={words.mailslot.words[mailslot.kind]}
        detail={mailslotDetail(words, mailslot)}
      />
      <StatusPart
        part="host"
        opens="system"
        text={view?.host.computerName ?? words.host.unknown}
        detail={view === undefined ? undefined : hostDetail(words, view.host)}
      />
      <Announcement text={words.health.sentences[health]} />
    </footer>
  );
}
