import type { MailslotView } from '../../common/view.ts';
import { SERVICE_NAME } from '../../common/product.ts';
import type { Finding, LinkReport } from '../../common/check.ts';
import { ERROR_SERVICE_DOES_NOT_EXIST } from '../../common/win32-codes.ts';
import type { ServiceStatus } from '../../common/service-status.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Helper, ServiceConfiguration, SystemBridge } from '../../native-bridge/bridge.ts';
import type { Clock } from '../../native-bridge/clock.ts';

/** What a computer is checked with. */
export interface CheckContext {
  readonly bridge: SystemBridge;
  readonly clock: Clock;
  /** The computer's date in milliseconds since 1970, which anybody may change. */
  readonly wallClock: () => number;
  /** SigmaSrv.exe, and what its files should be as far as that is known. */
  readonly helper: Helper;
  /** What Sigma itself has seen, in whose window this runs; undefined for a command, which has to look itself. */
  readonly seen: Seen | undefined;
}

export interface Seen {
  readonly mailslot: () => MailslotView;
  /** The newest status of the service's present process; undefined before any. */
  readonly lastPost: () => SeenPost | undefined;
}

export interface SeenPost {
  readonly processId: number;
  /** How long ago it arrived, in milliseconds. */
  readonly ageMs: number;
  /** From when it was taken until it arrived, in milliseconds of the computer's date: negative if that was changed. */
  readonly deliveryMs: number;
}

type WithoutLink<Report> = Report extends LinkReport ? Omit<Report, 'link'> : never;
/** What is to be said of a link. */
export type Judgement = WithoutLink<LinkReport>;

export function works(...findings: Finding[]): Judgement {
  return { verdict: 'works', findings };
}

export function unknown(...findings: Finding[]): Judgement {
  return { verdict: 'unknown', findings };
}

/** @param code the Win32 error that says it best */
export function fails(code: number, ...findings: Finding[]): Judgement {
  return { verdict: 'fails', code, findings };
}

/** What the SCM knows of SigmaSrv. */
export interface RegisteredService {
  readonly status: ServiceStatus;
  readonly configuration: ServiceConfiguration;
}

/** @returns undefined where it is not installed. @throws ERROR_ACCESS_DENIED, and whatever else the SCM says */
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
