import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../../common/sigma-service.ts';
import { FACT_WORDS } from './child-words.ts';
import { useView } from '../use-sigma.ts';
import { HEALTH_WORDS, serviceDetail } from '../words.ts';
import { FactList, type Fact } from './fact-list.tsx';

/** The content of the Service window: how the service is. */
export function ServiceFacts() {
  const view = useView();
  const processId = view?.service.kind === 'present' ? view.service.status.processId : undefined;
  const facts: Fact[] = [
    [FACT_WORDS.name, `${SERVICE_DISPLAY_NAME} (${SERVICE_NAME})`],
    [FACT_WORDS.state, HEALTH_WORDS[view?.health ?? 'unknown']],
    [FACT_WORDS.processId, processId === undefined ? FACT_WORDS.none : String(processId)],
  ];
  if (view !== undefined) facts.push([FACT_WORDS.details, serviceDetail(view)]);
  return <FactList facts={facts} />;
}
