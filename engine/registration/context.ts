import type { Registry, ServiceManagers, SystemBridge } from '../../native-bridge/bridge.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import type { Files } from '../../native-bridge/files.ts';
import { placesOf, type Places } from './places.ts';
import type { Report } from './transaction.ts';

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
