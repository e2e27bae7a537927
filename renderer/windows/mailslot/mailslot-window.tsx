import type { Traffic } from '../../../common/view.ts';
import { MAILSLOT_NAME } from '../../../common/product.ts';
import { sizeText } from '../../size-text.ts';
import { useSpeech } from '../../state/use-speech.ts';
import { useComputer } from '../../state/use-sigma.ts';
import { mailslotDetail } from '../../words.ts';
import { FactList, type Fact } from '../sections.tsx';

/** The content of the Mailslot window: whether the mailslot is ours, and what has come through it. */
export function MailslotWindow() {
  const { words } = useSpeech();
  const mailslot = useComputer((computer) => computer.mailslot) ?? { kind: 'closed' };
  const traffic = useTrafficFacts(useComputer((computer) => computer.traffic));
  return (
    <FactList
      facts={[
        [words.facts.name, MAILSLOT_NAME],
        [words.facts.state, mailslotDetail(words, mailslot)],
        ...traffic,
      ]}
    />
  );
}

function useTrafficFacts(traffic: Traffic | undefined): readonly Fact[] {
  const { words, locale } = useSpeech();
  const { facts } = words;
  if (traffic === undefined) return [];
  const { received, malformed, dropped, bytes, largest, perSecond, gaps, lost } = traffic;
  const number = (count: number) => count.toLocaleString(locale, { maximumFractionDigits: 1 });
  const size = (count: number) => sizeText(count, locale);
  return [
    [facts.received, received === 0 ? number(0) : facts.receivedSize(number(received), size(bytes))],
    [facts.rate, facts.perSecond(number(perSecond))],
    [facts.sizes, received === 0 ? facts.none : facts.sizesOf(size(bytes / received), size(largest))],
    [facts.gaps, number(gaps)],
    [facts.lost, number(lost)],
    [facts.dropped, number(dropped)],
    [facts.malformed, number(malformed)],
  ];
}
