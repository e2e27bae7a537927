import type { ReactNode, Ref } from 'react';
import { ActionButton } from '../action-button.tsx';
import {
  ContinueIcon,
  InstallIcon,
  PauseIcon,
  RefreshIcon,
  ShieldIcon,
  StartIcon,
  StopIcon,
  UninstallIcon,
} from '../icons.tsx';
import type { Request } from '../store.ts';
import { useReasonUnavailable } from '../use-reason.ts';
import { sigma } from '../use-sigma.ts';
import { useWords } from '../use-speech.ts';

const ICONS: Readonly<Record<Request, ReactNode>> = {
  install: <InstallIcon />,
  uninstall: <UninstallIcon />,
  start: <StartIcon />,
  stop: <StopIcon />,
  pause: <PauseIcon />,
  continue: <ContinueIcon />,
  refresh: <RefreshIcon />,
};

const ASKS_FOR_RIGHTS: ReadonlySet<Request> = new Set(['install', 'uninstall']);

interface RequestButtonProps {
  readonly request: Request;
  readonly tabIndex: number;
  readonly onFocus: () => void;
  readonly ref: Ref<HTMLButtonElement>;
}

/** A button of the toolbar. */
export function RequestButton({ request, tabIndex, onFocus, ref }: RequestButtonProps) {
  const { requests } = useWords();
  const icon = (
    <span className="request-icon">
      {ICONS[request]}
      {ASKS_FOR_RIGHTS.has(request) && <ShieldIcon />}
    </span>
  );
  return (
    <ActionButton
      label={requests.labels[request]}
      icon={icon}
      hint={requests.hints[request]}
      reason={useReasonUnavailable(request)}
      onClick={() => {
        sigma.send(request);
      }}
      tabIndex={tabIndex}
      onFocus={onFocus}
      ref={ref}
    />
  );
}
