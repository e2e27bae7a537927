import type { Elevation, Helper, Registry, ServiceManagers } from '../native-bridge/bridge.ts';
import type { Clock } from '../native-bridge/clock.ts';
import type { Log } from '../native-bridge/log.ts';
import type { ServiceReading } from './service-reading.ts';

/** What an operation needs of the world. */
export interface OperationTools {
  readonly elevation: Elevation;
  readonly managers: ServiceManagers;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly log: Log;
  /** SigmaSrv.exe, which doubles as the elevated helper. */
  readonly helper: Helper;
  /** @returns the handle of the window that a prompt belongs to */
  readonly promptOwner: () => number;
  /** A reading of the SCM that begins now, which the window sees as well. */
  readonly readService: () => Promise<ServiceReading>;
  /** To be called when a person has let the helper run at an administrator prompt. */
  readonly onElevated: () => void;
  /** Aborted once nobody waits for the operation any more. */
  readonly signal: AbortSignal;
}
