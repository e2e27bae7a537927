import { ActionButton } from '../action-button.tsx';
import { DismissIcon } from '../icons.tsx';
import type { Notice } from '../store.ts';
import { useReasonUnavailable } from '../use-reason.ts';
import { sigma } from '../use-sigma.ts';
import { useWords } from '../use-speech.ts';
import { errorText } from '../words.ts';
import { CopyButton } from './copy-button.tsx';
import { ErrorDetails, MessageBar } from './message-bar.tsx';

/** What became of a request, where that needs telling. */
export function NoticeBar({ notice }: { readonly notice: Notice }) {
  const words = useWords();
  if (notice.kind === 'cancelled') {
    return <MessageBar intent="information" title={words.frame.cancelled} actions={<DismissButton />} />;
  }
  const title = words.requests.failures[notice.request];
  const actions = (
    <>
      <RetryButton request={notice.request} />
      <CopyButton text={errorText(words, title, notice.error)} />
      <DismissButton />
    </>
  );
  return (
    <MessageBar intent="error" title={title} actions={actions}>
      <ErrorDetails error={notice.error} />
    </MessageBar>
  );
}

function RetryButton({ request }: Pick<Notice, 'request'>) {
  const { frame } = useWords();
  const reason = useReasonUnavailable(request);
  return (
    <ActionButton
      label={frame.retry}
      reason={reason}
      onClick={() => {
        sigma.send(request);
      }}
    />
  );
}

function DismissButton() {
  const { frame } = useWords();
  return <ActionButton label={frame.dismiss} icon={<DismissIcon />} onClick={sigma.dismissNotice} />;
}
