import type { View } from '../../common/ipc.ts';
import { useView } from '../use-sigma.ts';
import { ProcessFacts } from './process-facts.tsx';
import { RegistrationFacts } from './registration-facts.tsx';
import { ServiceControls } from './service-controls.tsx';
import { ServiceState } from './service-state.tsx';
import { ServiceWelcome } from './service-welcome.tsx';
import './service-window.css';

/** The content of the Service window: how the service is, and everything that can be done with it. */
export function ServiceWindow() {
  const view = useView();
  return (
    <div className="service-window">
      <ServiceState view={view} />
      {view !== undefined && <Details service={view.service} lastFailure={view.lastFailure} />}
    </div>
  );
}

function Details({ service, lastFailure }: Pick<View, 'service' | 'lastFailure'>) {
  switch (service.kind) {
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
          <ProcessFacts service={service} lastFailure={lastFailure} />
          {service.configuration !== undefined && <RegistrationFacts configuration={service.configuration} />}
        </>
      );
  }
}
