import { ActionButton } from '../action-button.tsx';
import { DismissIcon } from '../icons.tsx';
import type { Notice } from '../store.ts';
import { sigma, useReasonUnavailable } from '../use-sigma.ts';
import { errorText, FAILURE_TITLES, WORDS } from '../words.ts';
import { CopyButton } from './copy-button.tsx';
import { ErrorDetails, MessageBar } from './message-bar.tsx';

/** What became of a request, where that needs telling. */
export function NoticeBar({ notice }: { readonly notice: Notice }) {
  if (notice.kind === 'cancelled') {
    return <MessageBar intent="information" title={WORDS.cancelled} actions={<DismissButton />} />;
  }
  const title = FAILURE_TITLES[notice.request];
  const actions = (
    <>
      <RetryButton request={notice.request} />
      <CopyButton text={errorText(title, notice.error)} />
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
  const reason = useReasonUnavailable(request);
  return (
    <ActionButton
      label={WORDS.retry}
      reason={reason}
      onClick={() => {
        sigma.send(request);
      }}
    />
  );
}

function DismissButton() {
  return <ActionButton label={WORDS.dismiss} icon={<DismissIcon />} onClick={sigma.dismissNotice} />;
}
