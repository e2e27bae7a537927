import { upTimeText } from '../service/service-words.ts';
import { sizeText } from '../../size-text.ts';
import { useComputer } from '../../state/use-sigma.ts';
import { useNow } from '../../state/use-now.ts';
import { useSpeech } from '../../state/use-speech.ts';
import { FactList } from '../sections.tsx';

/** The content of the System window: information about this computer. */
export function SystemWindow() {
  const { words, locale } = useSpeech();
  const { facts } = words;
  const now = useNow();
  const host = useComputer((computer) => computer.host);
  if (host === undefined) return <FactList facts={[[facts.computer, words.host.unknown]]} />;
  const { computerName, system, version, build, processors, memoryBytes, availableMemoryBytes, startedAt } =
    host;
  const memory = facts.availableOf(sizeText(availableMemoryBytes, locale), sizeText(memoryBytes, locale));
  return (
    <FactList
      facts={[
        [facts.computer, computerName],
        [facts.system, system],
        [facts.version, facts.versionAndBuild(version, build)],
        [facts.processors, processors.toLocaleString(locale)],
        [facts.memory, memory],
        [words.service.upTime, upTimeText(words, now - startedAt)],
      ]}
    />
  );
}
