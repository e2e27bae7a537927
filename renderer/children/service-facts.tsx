import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../../common/sigma-service.ts';
import { useView } from '../use-sigma.ts';
import { useWords } from '../use-speech.ts';
import { serviceDetail } from '../words.ts';
import { FactList, type Fact } from './fact-list.tsx';

/** The content of the Service window: how the service is. */
export function ServiceFacts() {
  const words = useWords();
  const view = useView();
  const processId = view?.service.kind === 'present' ? view.service.status.processId : undefined;
  const facts: Fact[] = [
    [words.facts.name, `${SERVICE_DISPLAY_NAME} (${SERVICE_NAME})`],
    [words.facts.state, words.health.words[view?.health ?? 'unknown']],
    [words.facts.processId, processId === undefined ? words.facts.none : String(processId)],
  ];
  if (view !== undefined) facts.push([words.facts.details, serviceDetail(words, view)]);
  return <FactList facts={facts} />;
}
