import { join } from 'node:path/win32';
import type { Files } from '../../native-bridge/files.ts';
import type { Registry, ServiceManagers, SystemBridge } from '../../native-bridge/bridge.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import type { Report } from './transaction.ts';

/** Where Sigma keeps things on a computer. */
export interface Places {
  /**
   * Where a service is copied to whose own folder others can change: `%ProgramFiles%\Sigma Service`. Only administrators
   * can change anything there. It is outside of the installed Sigma's folder, which the installer replaces and removes
   * with all in it.
   */
  readonly programFolder: string;
  /** Where such a copy was before, inside of the installed Sigma's folder: `%ProgramFiles%\Sigma\service`. */
  readonly formerProgramFolder: string;
  /** `%ProgramFiles%\Sigma Update`, where an update's installer is started from. */
  readonly updateFolder: string;
  /** `%ProgramData%\Sigma`. */
  readonly dataFolder: string;
  /** `%ProgramData%\Sigma\logs`. */
  readonly logFolder: string;
}

/** @throws Win32Error where the system does not tell its folders */
export function placesOf(files: Pick<Files, 'knownFolder'>): Places {
  const programs = files.knownFolder('programFiles');
  const dataFolder = join(files.knownFolder('programData'), 'Sigma');
  return {
    programFolder: join(programs, 'Sigma Service'),
    formerProgramFolder: join(programs, 'Sigma', 'service'),
    updateFolder: join(programs, 'Sigma Update'),
    dataFolder,
    logFolder: join(dataFolder, 'logs'),
  };
}

/** What registering works with. */
export interface RegistrationContext {
  readonly managers: ServiceManagers;
  readonly registry: Registry;
  readonly files: Files;
  readonly places: Places;
  /** See {@link SystemBridge.askingUser}. */
  readonly askingUser: () => Promise<string>;
  readonly clock: Clock;
  /** The path of the SigmaSrv.exe that is running. */
  readonly executable: string;
  readonly report: Report;
}

/** @throws Win32Error where the system does not tell its folders */
export function registrationContext(
  bridge: SystemBridge,
  own: Pick<RegistrationContext, 'clock' | 'executable' | 'report'>,
): RegistrationContext {
  const { serviceManager: managers, registry, files } = bridge;
  return {
    ...{ managers, registry, files },
    places: placesOf(files),
    askingUser: () => bridge.askingUser(),
    ...own,
  };
}

export interface RegisterOptions {
  readonly startType: 'auto' | 'delayed-auto' | 'demand';
  /** Whether the user who asks may start, stop and pause the service without a prompt. */
  readonly allowUserControl: boolean;
}
