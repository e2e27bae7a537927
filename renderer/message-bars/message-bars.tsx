import type { MailslotView } from '../../common/view.ts';
import { ActionButton } from '../action-button.tsx';
import { sigma, useApp, useComputer, useService, useSigma } from '../state/use-sigma.ts';
import { useWords } from '../state/use-speech.ts';
import { DismissIcon } from '../icons.tsx';
import { errorText } from '../words.ts';
import { CopyButton } from '../copy-button.tsx';
import { ErrorDetails, MessageBar } from './message-bar.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { UpdateBar } from './update-bar.tsx';

/** Everything that needs attention now, the most urgent first. */
export function MessageBars() {
  const words = useWords();
  const { frame } = words;
  const trouble = useApp((app) => app.settingsTrouble);
  const bridge = useApp((app) => app.bridge);
  const updates = useApp((app) => app.updates);
  const mailslot = useComputer((computer) => computer.mailslot);
  const scm = useService((service) => service.scm);
  const failure = useSigma(({ feed }) => (feed.phase === 'failed' ? feed.error : undefined));
  const notice = useSigma((state) => state.notice);

  return (
    <div className="message-bars">
      {failure !== undefined && (
        <MessageBar
          intent="error"
          title={frame.snapshotFailed}
          actions={
            <>
              <ActionButton label={frame.retry} onClick={sigma.reload} />
              <CopyButton text={errorText(words, frame.snapshotFailed, failure)} />
            </>
          }
        >
          <ErrorDetails error={failure} />
        </MessageBar>
      )}
      <ExportBar />
      {notice !== undefined && <NoticeBar notice={notice} />}
      {trouble !== undefined && (
        <MessageBar intent="warning" title={frame.settingsTrouble[trouble.kind].title}>
          {frame.settingsTrouble[trouble.kind].text(trouble.path)}
        </MessageBar>
      )}
      {scm.kind === 'unavailable' && (
        <MessageBar
          intent="warning"
          title={frame.serviceUnavailable}
          actions={
            <>
              <ActionButton
                label={frame.retry}
                onClick={() => {
                  sigma.send('refresh');
                }}
              />
              <CopyButton text={errorText(words, frame.serviceUnavailable, scm.error)} />
            </>
          }
        >
          <ErrorDetails error={scm.error} />
        </MessageBar>
      )}
      {mailslot !== undefined && <MailslotBar mailslot={mailslot} />}
      {updates !== undefined && <UpdateBar state={updates} />}
      {bridge === 'simulated' && <MessageBar intent="information" title={frame.simulation} />}
    </div>
  );
}

function ExportBar() {
  const words = useWords();
  const { frame, messages } = words;
  const exported = useSigma((state) => state.exported);
  if (exported === undefined) return undefined;
  const { done, showInFolder, failed, nextStep } = messages.export;
  const dismiss = <ActionButton label={frame.dismiss} icon={<DismissIcon />} onClick={sigma.dismissExport} />;
  if (exported.kind === 'done') {
    const actions = (
      <>
        <ActionButton label={showInFolder} onClick={sigma.showExported} />
        {dismiss}
      </>
    );
    return (
      <MessageBar intent="information" title={done} actions={actions}>
        <bdi>{exported.path}</bdi>
      </MessageBar>
    );
  }
  const { error } = exported;
  const actions = (
    <>
      <CopyButton text={errorText(words, failed, error, nextStep)} />
      {dismiss}
    </>
  );
  return (
    <MessageBar intent="error" title={failed} actions={actions}>
      <ErrorDetails error={error} nextStep={nextStep} />
    </MessageBar>
  );
}

function MailslotBar({ mailslot }: { readonly mailslot: MailslotView }) {
  const words = useWords();
  if (mailslot.kind !== 'taken' && mailslot.kind !== 'failed') return undefined;
  return (
    <MessageBar
      intent="warning"
      title={words.mailslot[mailslot.kind]}
      actions={<CopyButton text={errorText(words, words.mailslot[mailslot.kind], mailslot.error)} />}
    >
      {words.mailslot.consequence} <ErrorDetails error={mailslot.error} />
    </MessageBar>
  );
}
