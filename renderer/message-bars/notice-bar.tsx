import type { ErrorReport } from '../../common/view.ts';
import { useEffect, useRef } from 'react';
import { assertNever } from '../../common/assert-never.ts';
import { helpFor, type Operation } from '../../common/operations.ts';
import { ActionButton } from '../action-button.tsx';
import { DismissIcon } from '../icons.tsx';
import { RequestIcon } from '../request-icons.tsx';
import type { Notice, UserRequest } from '../state/store.ts';
import { useReasonUnavailable } from '../state/use-reason.ts';
import { sigma, useBusy, useService } from '../state/use-sigma.ts';
import { useWords } from '../state/use-speech.ts';
import { errorText } from '../words.ts';
import { CopyButton } from '../copy-button.tsx';
import { ErrorDetails, MessageBar } from './message-bar.tsx';

/** The result of a request, if the user has to be told. */
export function NoticeBar({ notice }: { readonly notice: Notice }) {
  const { frame, requests } = useWords();
  switch (notice.kind) {
    case 'question':
      return <Question />;
    case 'cancelled':
      return (
        <MessageBar
          intent="information"
          title={frame.cancelled}
          actions={<AgainAndDismiss userRequest={notice} />}
        />
      );
    case 'left':
      return (
        <MessageBar intent="information" title={requests.left.title} actions={<DismissButton />}>
          {requests.left.consequence}
        </MessageBar>
      );
    case 'withdrawn':
      return (
        <MessageBar
          intent="information"
          title={requests.withdrawn}
          actions={<AgainAndDismiss userRequest={notice} />}
        />
      );
    case 'prompted':
      return <UserControlOffer />;
    case 'failed':
      return <FailureBar userRequest={notice} error={notice.error} />;
    default:
      return assertNever(notice);
  }
}

/** The focus is on the answer that changes nothing: pressing a key twice does not confirm. */
function Question() {
  const { requests } = useWords();
  const { question, refuse, confirm } = requests.uninstalling;
  const displayName = useService((service) => service.displayName);
  const refusal = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    refusal.current?.focus();
  }, []);
  const actions = (
    <>
      <ActionButton
        label={confirm}
        icon={<RequestIcon request="uninstall" />}
        reason={useReasonUnavailable('uninstall')}
        onClick={() => {
          sigma.ask({ request: 'uninstall' });
        }}
      />
      <ActionButton ref={refusal} label={refuse} icon={<DismissIcon />} onClick={sigma.dismissNotice} />
    </>
  );
  return (
    <MessageBar intent="warning" title={question(displayName)} actions={actions}>
      {requests.uninstalling.consequence}
    </MessageBar>
  );
}

/** Shown once: afterwards it is only in the Service window. */
function UserControlOffer() {
  const { frame } = useWords();
  const actions = (
    <>
      <RequestAction request="allow-user-control" />
      <DismissButton />
    </>
  );
  return (
    <MessageBar intent="information" title={frame.userControlOffer} actions={actions}>
      {frame.userControlConsequence}
    </MessageBar>
  );
}

function FailureBar({
  userRequest,
  error,
}: {
  readonly userRequest: UserRequest;
  readonly error: ErrorReport;
}) {
  const words = useWords();
  const { request } = userRequest;
  const title = words.requests.failures[request];
  const help = request === 'refresh' ? undefined : helpFor(error, request);
  const actions = (
    <>
      {help !== undefined && <RequestAction request={help} />}
      <RetryButton userRequest={userRequest} />
      <CopyButton text={errorText(words, title, error)} />
      <DismissButton />
    </>
  );
  return (
    <MessageBar intent="error" title={title} actions={actions}>
      <ErrorDetails error={error} />
    </MessageBar>
  );
}

/**
 * A request that is offered because of what happened. It is available unless something is running. A service that the
 * SCM does not recognise can be repaired as well.
 */
function RequestAction({ request }: { readonly request: Operation }) {
  const { requests } = useWords();
  const isBusy = useBusy() !== undefined;
  return (
    <ActionButton
      label={requests.labels[request]}
      icon={<RequestIcon request={request} />}
      hint={requests.hints[request]}
      reason={isBusy ? requests.reasons.busy : undefined}
      onClick={() => {
        sigma.send(request);
      }}
    />
  );
}

function AgainAndDismiss({ userRequest }: { readonly userRequest: UserRequest }) {
  return (
    <>
      <RetryButton userRequest={userRequest} />
      <DismissButton />
    </>
  );
}

function RetryButton({ userRequest }: { readonly userRequest: UserRequest }) {
  const { frame } = useWords();
  const reason = useReasonUnavailable(userRequest.request);
  return (
    <ActionButton
      label={frame.retry}
      reason={reason}
      onClick={() => {
        sigma.ask(userRequest);
      }}
    />
  );
}

function DismissButton() {
  const { frame } = useWords();
  return <ActionButton label={frame.dismiss} icon={<DismissIcon />} onClick={sigma.dismissNotice} />;
}
