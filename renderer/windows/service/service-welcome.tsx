import { ActionButton } from '../../action-button.tsx';
import { RequestIcon } from '../../request-icons.tsx';
import { useReasonUnavailable } from '../../use-reason.ts';
import { sigma } from '../../use-sigma.ts';
import { useWords } from '../../use-speech.ts';

/** What the service is, and what installing it does, for whoever has none. */
export function ServiceWelcome() {
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
