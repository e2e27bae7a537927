import { OWN_SERVICE_WINDOW } from '../../common/child-windows.ts';
import { statusText } from '../../common/status-text.ts';
import { useComputer, useIsKnown, useService } from '../state/use-sigma.ts';
import { useWords } from '../state/use-speech.ts';
import { hostDetail, mailslotDetail, serviceDetail } from '../words.ts';
import { Announcement } from './announcement.tsx';
import { HealthDot } from '../health-dot.tsx';
import { LastMessage } from './last-message.tsx';
import { StatusPart } from './status-part.tsx';
import './status-bar.css';

/** The latest message, and the state of the service, the mailslot and this computer in brief. */
export function StatusBar() {
  const words = useWords();
  return (
    <footer className="status-bar" aria-label={words.frame.statusBar}>
      <ServiceParts />
      <MailslotPart />
      <HostPart />
    </footer>
  );
}

function ServiceParts() {
  const words = useWords();
  const isKnown = useIsKnown();
  const service = useService((all) => all);
  const { displayName, health, latest } = service;
  return (
    <>
      <StatusPart part="text" opens="messages" text={statusText(words, service)} />
      <StatusPart
        part="service"
        opens={OWN_SERVICE_WINDOW}
        text={words.health.words[health]}
        detail={isKnown ? serviceDetail(words, service) : undefined}
        icon={<HealthDot health={health} />}
      />
      <LastMessage latest={latest} />
      <Announcement text={words.health.sentences[health](displayName)} />
    </>
  );
}

function MailslotPart() {
  const words = useWords();
  const mailslot = useComputer((computer) => computer.mailslot) ?? { kind: 'closed' };
  return (
    <StatusPart
      part="mailslot"
      opens="mailslot"
      text={words.mailslot.words[mailslot.kind]}
      detail={mailslotDetail(words, mailslot)}
    />
  );
}

function HostPart() {
  const words = useWords();
  const host = useComputer((computer) => computer.host);
  return (
    <StatusPart
      part="host"
      opens="system"
      text={host?.computerName ?? words.host.unknown}
      detail={host && hostDetail(words, host)}
    />
  );
}
