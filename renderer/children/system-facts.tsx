import { useView } from '../use-sigma.ts';
import { WORDS } from '../words.ts';
import { FACT_WORDS } from './child-words.ts';
import { FactList } from './fact-list.tsx';

/** The content of the System window: which computer this is. */
export function SystemFacts() {
  const host = useView()?.host;
  return (
    <FactList
      facts={[
        [FACT_WORDS.computer, host?.computerName ?? WORDS.unknownHost],
        [FACT_WORDS.system, host?.system ?? FACT_WORDS.unknown],
        [FACT_WORDS.build, host === undefined ? FACT_WORDS.unknown : String(host.build)],
        [FACT_WORDS.processors, host === undefined ? FACT_WORDS.unknown : String(host.processors)],
      ]}
    />
  );
}
