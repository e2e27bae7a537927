import type { ServiceView } from '../../common/ipc.ts';
import { FactList, type Fact } from '../children/fact-list.tsx';
import { useNow } from '../status-bar/use-now.ts';
import { useWords } from '../use-speech.ts';
import { TitledSection } from '../titled-section.tsx';
import { lastExitText, upTimeText } from './service-words.ts';

/** What the service's process is, or how it ended. */
export function ProcessFacts({ service }: { readonly service: Extract<ServiceView, { kind: 'present' }> }) {
  const words = useWords();
  const now = useNow();
  const { status, startedAt } = service;
  const { facts, service: names } = words;
  const lastExit = lastExitText(words, status);
  const list: Fact[] = [
    [facts.processId, status.processId === undefined ? facts.none : String(status.processId)],
  ];
  if (status.processId !== undefined) {
    list.push([names.upTime, startedAt === undefined ? facts.unknown : upTimeText(words, now - startedAt)]);
  }
  if (lastExit !== undefined) list.push([names.lastExitCode, lastExit]);
  return (
    <TitledSection className="fact-group" title={names.groups.process}>
      <FactList facts={list} isPart />
    </TitledSection>
  );
}
