import type { MailslotView } from '../../common/ipc.ts';
import { ActionButton } from '../action-button.tsx';
import { sigma, useSigma, useView } from '../use-sigma.ts';
import { WORDS } from '../words.ts';
import { ErrorDetails, MessageBar } from './message-bar.tsx';
import { NoticeBar } from './notice-bar.tsx';

/** Everything that needs telling at present, the most urgent first. */
export function MessageBars() {
  const view = useView();
  const feed = useSigma((state) => state.feed);
  const notice = useSigma((state) => state.notice);

  return (
    <div className="message-bars">
      {feed.phase === 'failed' && (
        <MessageBar
          intent="error"
          title={WORDS.snapshotFailed}
          actions={<ActionButton label={WORDS.retry} onClick={sigma.reload} />}
        >
          <ErrorDetails error={feed.error} />
        </MessageBar>
      )}
      {notice !== undefined && <NoticeBar notice={notice} />}
      {view?.service.kind === 'unavailable' && (
        <MessageBar intent="warning" title={WORDS.serviceUnavailable}>
          <ErrorDetails error={view.service.error} />
        </MessageBar>
      )}
      {view !== undefined && <MailslotBar mailslot={view.mailslot} />}
      {view?.bridge === 'simulated' && <MessageBar intent="information" title={WORDS.simulation} />}
    </div>
  );
}

function MailslotBar({ mailslot }: { readonly mailslot: MailslotView }) {
  if (mailslot.kind !== 'taken' && mailslot.kind !== 'failed') return undefined;
  const title = mailslot.kind === 'taken' ? WORDS.mailslotTaken : WORDS.mailslotFailed;
  return (
    <MessageBar intent="warning" title={title}>
      {WORDS.mailslotConsequence} <ErrorDetails error={mailslot.error} />
    </MessageBar>
  );
}
