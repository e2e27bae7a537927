import type { ReactNode } from 'react';
import { asksForRights } from '../common/operations.ts';
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
import type { Request } from './state/store.ts';
import { useService } from './state/use-sigma.ts';

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

/** A request's icon, with the shield if Windows will ask for administrator rights. */
export function RequestIcon({ request }: { readonly request: Request }) {
  const hasShield = useService(({ scm }) => request !== 'refresh' && asksForRights(request, scm));
  return (
    <span className="request-icon">
      {ICONS[request]}
      {hasShield && <ShieldIcon />}
    </span>
  );
}
