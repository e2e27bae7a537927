import type { MailslotView } from '../../common/view.ts';
import { SERVICE_NAME } from '../../common/product.ts';
import type { Finding, LinkReport } from '../../common/check.ts';
import { ERROR_SERVICE_DOES_NOT_EXIST } from '../../common/win32-codes.ts';
import type { ServiceStatus } from '../../common/service-status.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Helper, ServiceConfiguration, SystemBridge } from '../../native-bridge/bridge.ts';
import type { Clock } from '../../native-bridge/clock.ts';

/** What a check works with. */
export interface CheckContext {
  readonly bridge: SystemBridge;
  readonly clock: Clock;
  /** @returns the computer's date in milliseconds since 1970, which anybody may change */
  readonly wallClock: () => number;
  /** SigmaSrv.exe, and the expected hashes of its files as far as they are known. */
  readonly helper: Helper;
  /** What the Sigma whose window runs this check has seen; undefined for a command, which has to look itself. */
  readonly seen: Seen | undefined;
}

export interface Seen {
  readonly mailslot: () => MailslotView;
  /** @returns the newest status of the service's current process; undefined before the first */
  readonly lastPost: () => SeenPost | undefined;
}

export interface SeenPost {
  readonly processId: number;
  /** How long ago it arrived, in milliseconds. */
  readonly ageMs: number;
  /**
   * The time from its creation to its arrival, in milliseconds of the computer's date: negative if the date was set.
   */
  readonly deliveryMs: number;
}

type WithoutLink<Report> = Report extends LinkReport ? Omit<Report, 'link'> : never;
/** What is reported about a link. */
export type Judgement = WithoutLink<LinkReport>;

export function works(...findings: Finding[]): Judgement {
  return { verdict: 'works', findings };
}

export function unknown(...findings: Finding[]): Judgement {
  return { verdict: 'unknown', findings };
}

/** @param code the Win32 error that describes it best */
export function fails(code: number, ...findings: Finding[]): Judgement {
  return { verdict: 'fails', code, findings };
}

/** What the SCM knows of SigmaSrv. */
export interface RegisteredService {
  readonly status: ServiceStatus;
  readonly configuration: ServiceConfiguration;
}

/** @returns undefined if it is not installed. @throws ERROR_ACCESS_DENIED, and whatever else the SCM answers */
export async function readService({ bridge }: CheckContext): Promise<RegisteredService | undefined> {
  using manager = await bridge.serviceManager.localComputer(['connect']);
  try {
    using service = await manager.openService(SERVICE_NAME, ['query-status', 'query-config']);
    return { status: await service.queryStatus(), configuration: await service.queryConfiguration() };
  } catch (error) {
    if (isWin32(error, ERROR_SERVICE_DOES_NOT_EXIST)) return undefined;
    throw error;
  }
}

export function isWin32(error: unknown, ...codes: readonly number[]): error is Win32Error {
  return error instanceof Win32Error && codes.includes(error.code);
}
