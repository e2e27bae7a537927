import type { ScmView } from '../../../common/view.ts';
import { FactList, TitledSection, type Fact } from '../sections.tsx';
import { useNow } from '../../use-now.ts';
import { useService } from '../../use-sigma.ts';
import { useSpeech } from '../../use-speech.ts';
import { lastExitText, lastFailureText, upTimeText } from './service-words.ts';

interface ProcessFactsProps {
  readonly scm: Extract<ScmView, { kind: 'present' }>;
}

/** What the service's process is, or how it ended, and how it failed last: Windows may have it run again since. */
export function ProcessFacts({ scm }: ProcessFactsProps) {
  const lastFailure = useService((service) => service.lastFailure);
  const spoken = useSpeech();
  const { words } = spoken;
  const now = useNow();
  const { status, startedAt } = scm;
  const { facts, service: names } = words;
  const lastExit = lastExitText(words, status);
  const list: Fact[] = [
    [facts.processId, status.processId === undefined ? facts.none : String(status.processId)],
  ];
  if (status.processId !== undefined) {
    list.push([names.upTime, startedAt === undefined ? facts.unknown : upTimeText(words, now - startedAt)]);
  }
  if (lastExit !== undefined) list.push([names.lastExitCode, lastExit]);
  // One that has stopped with an error says so itself.
  const isSaid = status.state === 'stopped' && status.win32ExitCode !== 0;
  if (lastFailure !== undefined && !isSaid)
    list.push([names.lastFailure, lastFailureText(spoken, lastFailure)]);
  return (
    <TitledSection className="fact-group" title={names.groups.process}>
      <FactList facts={list} isPart />
    </TitledSection>
  );
}
