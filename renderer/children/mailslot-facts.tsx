import { MAILSLOT_NAME } from '../../common/sigma-service.ts';
import { FACT_WORDS } from './child-words.ts';
import { useView } from '../use-sigma.ts';
import { mailslotDetail } from '../words.ts';
import { FactList } from './fact-list.tsx';

/** The content of the Mailslot window: whether it is ours, and what has come through it. */
export function MailslotFacts() {
  const view = useView();
  return (
    <FactList
      facts={[
        [FACT_WORDS.name, MAILSLOT_NAME],
        [FACT_WORDS.state, mailslotDetail(view?.mailslot ?? { kind: 'closed' })],
        [FACT_WORDS.received, (view?.received ?? 0).toLocaleString()],
        [FACT_WORDS.malformed, (view?.malformed ?? 0).toLocaleString()],
        [FACT_WORDS.dropped, (view?.dropped ?? 0).toLocaleString()],
      ]}
    />
  );
}
