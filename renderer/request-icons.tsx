import type { ReactNode } from 'react';
import {
  ContinueIcon,
  InstallIcon,
  PauseIcon,
  RefreshIcon,
  RepairIcon,
  RestartIcon,
  ShieldIcon,
  StartIcon,
  StopIcon,
  UninstallIcon,
  UserIcon,
} from './icons.tsx';
import type { Request } from './store.ts';

const ICONS: Readonly<Record<Request, ReactNode>> = {
  install: <InstallIcon />,
  uninstall: <UninstallIcon />,
  start: <StartIcon />,
  stop: <StopIcon />,
  restart: <RestartIcon />,
  pause: <PauseIcon />,
  continue: <ContinueIcon />,
  repair: <RepairIcon />,
  'allow-user-control': <UserIcon />,
  'end-user-control': <UserIcon />,
  refresh: <RefreshIcon />,
};

const ASKS_FOR_RIGHTS: ReadonlySet<Request> = new Set<Request>([
  'install',
  'uninstall',
  'repair',
  'allow-user-control',
  'end-user-control',
]);

/** A request's picture, with the shield where it asks for administrator rights whoever asks. */
export function RequestIcon({ request }: { readonly request: Request }) {
  return (
    <span className="request-icon">
      {ICONS[request]}
      {ASKS_FOR_RIGHTS.has(request) && <ShieldIcon />}
    </span>
  );
}
