import { useState } from 'react';
import { userControlOperation } from '../../../common/operations.ts';
import { ActionButton } from '../../action-button.tsx';
import { RequestIcon } from '../../request-icons.tsx';
import type { Request } from '../../state/store.ts';
import { useReasonUnavailable } from '../../state/use-reason.ts';
import { sigma, useService } from '../../state/use-sigma.ts';
import { useWords } from '../../state/use-speech.ts';

const CONTROLS: readonly Request[] = ['start', 'stop', 'restart', 'pause', 'continue'];

/** A button for each operation on the service. The one under the pointer says what it does, or why it can't be used. */
export function ServiceControls() {
  const { service } = useWords();
  const userControl = useService(({ scm }) => userControlOperation(scm));
  const [pointedAt, setPointedAt] = useState<Request>();
  const rows: readonly (readonly Request[])[] = [CONTROLS, ['repair', userControl, 'uninstall']];
  return (
    <section className="service-controls" aria-label={service.controls}>
      {rows.map((row) => (
        <div key={row.join()} className="row">
          {row.map((request) => (
            <Control key={request} request={request} onPoint={setPointedAt} />
          ))}
        </div>
      ))}
      <p className="secondary hint">{pointedAt !== undefined && <Hint request={pointedAt} />}</p>
    </section>
  );
}

interface ControlProps {
  readonly request: Request;
  readonly onPoint: (request: Request | undefined) => void;
}

function Control({ request, onPoint }: ControlProps) {
  const { requests } = useWords();
  const point = () => {
    onPoint(request);
  };
  const leave = () => {
    onPoint(undefined);
  };
  return (
    <ActionButton
      label={requests.labels[request]}
      icon={<RequestIcon request={request} />}
      hint={requests.hints[request]}
      reason={useReasonUnavailable(request)}
      onFocus={point}
      onBlur={leave}
      onPointerEnter={point}
      onPointerLeave={leave}
      onClick={() => {
        sigma.send(request);
      }}
    />
  );
}

function Hint({ request }: { readonly request: Request }) {
  const { requests } = useWords();
  return useReasonUnavailable(request) ?? requests.hints[request];
}
