import { join } from 'node:path/win32';
import type { StartupType } from '../../common/service-configuration.ts';
import type { Files } from '../../native-bridge/files.ts';
import type { Registry, ServiceManagers, SystemBridge } from '../../native-bridge/bridge.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import type { Report } from './transaction.ts';

/** Where Sigma stores things on a computer. */
export interface Places {
  /**
   * `%ProgramFiles%\Sigma Service`, where only administrators can change anything: the service is copied there if its
   * own folder can be changed by others. It is outside the folder of the installed Sigma, which the installer replaces
   * and removes as a whole.
   */
  readonly programFolder: string;
  /** `%ProgramFiles%\Sigma\service`, the earlier place for such a copy, inside the folder of the installed Sigma. */
  readonly formerProgramFolder: string;
  /** `%ProgramFiles%\Sigma Update`, where an update's installer is started. */
  readonly updateFolder: string;
  /** `%ProgramData%\Sigma`. */
  readonly dataFolder: string;
  /** `%ProgramData%\Sigma\logs`. */
  readonly logFolder: string;
}

/** @throws Win32Error if Windows does not tell its folders */
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

/** @throws Win32Error if Windows does not tell its folders */
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
  readonly startType: Exclude<StartupType, 'disabled'>;
  /** Whether the requesting user may start, stop and pause the service without a prompt. */
  readonly allowUserControl: boolean;
}
