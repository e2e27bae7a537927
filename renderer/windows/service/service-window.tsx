import { useService } from '../../use-sigma.ts';
import { ProcessFacts } from './process-facts.tsx';
import { RegistrationFacts } from './registration-facts.tsx';
import { ServiceControls } from './service-controls.tsx';
import { ServiceState } from './service-state.tsx';
import { ServiceWelcome } from './service-welcome.tsx';
import './service-window.css';

/** The content of the Service window: how the service is, and everything that can be done with it. */
export function ServiceWindow() {
  return (
    <div className="service-window">
      <ServiceState />
      <Details />
    </div>
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
