import type { Registry, ServiceManagers } from '../bridge.ts';
import type { Clock } from '../clock.ts';
import type { ServiceFiles } from './service-files.ts';
import type { Report } from './transaction.ts';

/** What registering works with: SigmaSrv.exe has the real ones, the simulation its own. */
export interface RegistrationContext {
  readonly managers: ServiceManagers;
  readonly registry: Registry;
  readonly files: ServiceFiles;
  readonly clock: Clock;
  /** The path of the SigmaSrv.exe that is running. */
  readonly executable: string;
  readonly report: Report;
}

export interface RegisterOptions {
  readonly startType: 'auto' | 'delayed-auto' | 'demand';
  /** Whether the user who asks may start, stop and pause the service without a prompt. */
  readonly allowUserControl: boolean;
}

/** As the article has it: Sigma starts the service when somebody wants it. */
export const DEFAULT_REGISTER_OPTIONS: RegisterOptions = { startType: 'demand', allowUserControl: false };
