import type { MailslotView } from '../../common/ipc.ts';
import { ActionButton } from '../action-button.tsx';
import { sigma, useSigma, useView } from '../use-sigma.ts';
import { useWords } from '../use-speech.ts';
import { DismissIcon } from '../icons.tsx';
import { ErrorDetails, MessageBar } from './message-bar.tsx';
import { NoticeBar } from './notice-bar.tsx';

/** Everything that needs telling at present, the most urgent first. */
export function MessageBars() {
  const { frame } = useWords();
  const view = useView();
  const feed = useSigma((state) => state.feed);
  const notice = useSigma((state) => state.notice);

  return (
    <div className="message-bars">
      {feed.phase === 'failed' && (
        <MessageBar
          intent="error"
          title={frame.snapshotFailed}
          actions={<ActionButton label={frame.retry} onClick={sigma.reload} />}
        >
          <ErrorDetails error={feed.error} />
        </MessageBar>
      )}
      <ExportErrorBar />
      {notice !== undefined && <NoticeBar notice={notice} />}
      {view?.settingsTrouble !== undefined && (
        <MessageBar intent="warning" title={frame.settingsDamaged}>
          {frame.settingsTrouble[view.settingsTrouble.kind](view.settingsTrouble.path)}
        </MessageBar>
      )}
      {view?.service.kind === 'unavailable' && (
        <MessageBar intent="warning" title={frame.serviceUnavailable}>
          <ErrorDetails error={view.service.error} />
        </MessageBar>
      )}
      {view !== undefined && <MailslotBar mailslot={view.mailslot} />}
      {view?.bridge === 'simulated' && <MessageBar intent="information" title={frame.simulation} />}
    </div>
  );
}

function ExportErrorBar() {
  const { frame, messages } = useWords();
  const error = useSigma((state) => state.exportError);
  if (error === undefined) return undefined;
  return (
    <MessageBar
      intent="error"
      title={messages.export.failed}
      actions={
        <ActionButton label={frame.dismiss} icon={<DismissIcon />} onClick={sigma.dismissExportError} />
      }
    >
      <ErrorDetails error={error} nextStep={messages.export.nextStep} />
    </MessageBar>
  );
}

function MailslotBar({ mailslot }: { readonly mailslot: MailslotView }) {
  const words = useWords();
  if (mailslot.kind !== 'taken' && mailslot.kind !== 'failed') return undefined;
  return (
    <MessageBar intent="warning" title={words.mailslot[mailslot.kind]}>
      {words.mailslot.consequence} <ErrorDetails error={mailslot.error} />
    </MessageBar>
  );
}
