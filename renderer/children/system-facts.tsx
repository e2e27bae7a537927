import { useView } from '../use-sigma.ts';
import { useWords } from '../use-speech.ts';
import { FactList } from './fact-list.tsx';

/** The content of the System window: which computer this is. */
export function SystemFacts() {
  const { facts, host: hostWords } = useWords();
  const host = useView()?.host;
  return (
    <FactList
      facts={[
        [facts.computer, host?.computerName ?? hostWords.unknown],
        [facts.system, host?.system ?? facts.unknown],
        [facts.build, host === undefined ? facts.unknown : String(host.build)],
        [facts.processors, host === undefined ? facts.unknown : String(host.processors)],
      ]}
    />
  );
}
