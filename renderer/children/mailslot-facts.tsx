import { MAILSLOT_NAME } from '../../common/sigma-service.ts';
import { useSpeech } from '../use-speech.ts';
import { useView } from '../use-sigma.ts';
import { mailslotDetail } from '../words.ts';
import { FactList } from './fact-list.tsx';

/** The content of the Mailslot window: whether it is ours, and what has come through it. */
export function MailslotFacts() {
  const { words, locale } = useSpeech();
  const { facts } = words;
  const view = useView();
  const number = (count = 0) => count.toLocaleString(locale);
  return (
    <FactList
      facts={[
        [facts.name, MAILSLOT_NAME],
        [facts.state, mailslotDetail(words, view?.mailslot ?? { kind: 'closed' })],
        [facts.received, number(view?.traffic.received)],
        [facts.malformed, number(view?.traffic.malformed)],
        [facts.dropped, number(view?.traffic.dropped)],
      ]}
    />
  );
}
