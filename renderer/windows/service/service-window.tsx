import { subjectOf } from '../../../common/child-windows.ts';
import { OWN_SERVICE } from '../../../common/service-profile.ts';
import type { ServiceState as State } from '../../../common/service-status.ts';
import { refusalText } from '../../../common/status-text.ts';
import type { ProgressView } from '../../../common/view.ts';
import { ActionButton } from '../../action-button.tsx';
import { HealthDot } from '../../health-dot.tsx';
import { ErrorDetails } from '../../message-bars/message-bar.tsx';
import { RequestIcon } from '../../request-icons.tsx';
import { useNow } from '../../state/use-now.ts';
import { useReasonUnavailable } from '../../state/use-reason.ts';
import { ServiceContext, sigma, useService } from '../../state/use-sigma.ts';
import { useWords } from '../../state/use-speech.ts';
import { ServiceControls } from './service-controls.tsx';
import { ProcessFacts, RegistrationFacts } from './service-facts.tsx';
import { progressText } from './service-words.ts';
import './service-window.css';

/** The content of the Service window: how the service is, and everything that can be done with it. */
export function ServiceWindow({ id }: { readonly id: string }) {
  return (
    <ServiceContext value={subjectOf(id) ?? OWN_SERVICE.name}>
      <div className="service-window">
        <ServiceState />
        <Details />
      </div>
    </ServiceContext>
  );
}

function Details() {
  const scm = useService((service) => service.scm);
  switch (scm.kind) {
    case 'unknown':
      return undefined;
    case 'absent':
      return <ServiceWelcome />;
    case 'unavailable':
      return <ServiceControls />;
    case 'present':
      return (
        <>
          <ServiceControls />
          <ProcessFacts scm={scm} />
          {scm.configuration !== undefined && <RegistrationFacts configuration={scm.configuration} />}
        </>
      );
  }
}

/** How the service is, at the top of its window. */
function ServiceState() {
  const words = useWords();
  const displayName = useService((service) => service.displayName);
  const health = useService((service) => service.health);
  const scm = useService((service) => service.scm);
  return (
    <header className="service-state">
      <HealthDot health={health} />
      <div>
        <h3>{words.health.words[health]}</h3>
        <p>
          {words.health.sentences[health](displayName)}{' '}
          {scm.kind === 'unavailable' && <ErrorDetails error={scm.error} />}
          {health === 'refused' && refusalText(words, scm)}
        </p>
        {scm.kind === 'present' && scm.progress !== undefined && (
          <Progress state={scm.status.state} progress={scm.progress} />
        )}
      </div>
    </header>
  );
}

/** How much of its time the service has used for the current step. */
function Progress({ state, progress }: { readonly state: State; readonly progress: ProgressView }) {
  const text = progressText(useWords(), state, progress);
  const elapsedMs = Math.max(0, useNow() - progress.since);
  return (
    <>
      <progress
        max={progress.waitHintMs}
        value={Math.min(elapsedMs, progress.waitHintMs)}
        aria-label={text}
      />
      <p className="secondary">{text}</p>
    </>
  );
}

/** What the service is and what installing it does, for a computer without it. */
function ServiceWelcome() {
  const { requests, service } = useWords();
  const { what, installing, steps } = service.welcome;
  return (
    <section className="service-welcome">
      <p>{what}</p>
      <div className="primary">
        <ActionButton
          label={requests.labels.install}
          icon={<RequestIcon request="install" />}
          hint={requests.hints.install}
          reason={useReasonUnavailable('install')}
          onClick={() => {
            sigma.send('install');
          }}
        />
      </div>
      <h4>{installing}</h4>
      <ul>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
    </section>
  );
}
