import { win32 } from 'node:path';
import { withoutUser, type Finding } from '../../common/check.ts';
import {
  ERROR_BAD_CONFIGURATION,
  ERROR_FILE_NOT_FOUND,
  ERROR_SERVICE_DISABLED,
  ERROR_SERVICE_DOES_NOT_EXIST,
  ERROR_SERVICE_EXISTS,
  ERROR_SERVICE_MARKED_FOR_DELETE,
  ERROR_ACCESS_DENIED,
  ERROR_PATH_NOT_FOUND,
  ERROR_TIME_SKEW,
} from '../../common/win32-codes.ts';
import { SERVICE_KEY } from '../../common/sigma-service.ts';
import { findInstalled, executableOf } from '../registration/installed.ts';
import { ACCOUNT } from '../registration/wanted.ts';
import { isReplaceable, isDataFolderSafe, isLogFolderSafe, keepsOwners } from '../registration/location.ts';
import type { Files } from '../../native-bridge/files.ts';
import { placesOf, type Places } from '../registration/context.ts';
import {
  fails,
  readService,
  works,
  isWin32,
  unknown,
  type CheckContext,
  type Judgement,
  type RegisteredService,
} from './context.ts';

/** The SCM lists the services of this computer. */
export async function checkScm({ bridge, clock }: CheckContext): Promise<Judgement> {
  const startedAt = clock.now();
  using manager = await bridge.serviceManager.localComputer(['connect', 'enumerate']);
  const { length } = await manager.enumerateServices();
  return works(['scm-read', length, Math.round(clock.now() - startedAt)]);
}

/** SigmaSrv is registered as it should be. Whether it is running does not count here. */
export async function checkService(context: CheckContext): Promise<Judgement> {
  const { registry, files, serviceManager } = context.bridge;
  using manager = await serviceManager.localComputer(['connect']);
  const installed = await findInstalled(manager, { registry, files });
  const service = await readService(context);
  if (installed.kind === 'corrupt')
    return fails(ERROR_BAD_CONFIGURATION, ['service-corrupt'], ['mend-by-repair']);
  if (installed.kind === 'foreign')
    return fails(ERROR_SERVICE_EXISTS, ['service-foreign', withoutUser(installed.imagePath)]);
  // It may have been removed between the two readings.
  if (installed.kind === 'absent' || service === undefined)
    return fails(ERROR_SERVICE_DOES_NOT_EXIST, ['service-absent']);
  // The SCM writes this value when a service is marked for deletion, and reports the mark only when the service is to
  // be started or changed.
  if (registry.read(SERVICE_KEY, 'DeleteFlag') === 1)
    return fails(ERROR_SERVICE_MARKED_FOR_DELETE, ['service-marked']);
  if (!installed.exists) {
    const missing = withoutUser(installed.executable);
    return fails(ERROR_FILE_NOT_FOUND, ['service-file-missing', missing], ['mend-by-repair']);
  }
  return judgeRegistration(service);
}

function judgeRegistration({ configuration, status }: RegisteredService): Judgement {
  const { imagePath, account, startType } = configuration;
  const faults: Finding[] = [
    ...(imagePath.trim().startsWith('"') ? [] : [['service-unquoted'] as const]),
    ...(isWantedAccount(account) ? [] : [['service-account', ACCOUNT] as const]),
  ];
  if (faults.length > 0) return fails(ERROR_BAD_CONFIGURATION, ...faults, ['mend-by-repair']);
  const { state, win32ExitCode } = status;
  const registered: Finding = ['service-registered', withoutUser(imagePath), state, win32ExitCode];
  if (startType === 'disabled') return fails(ERROR_SERVICE_DISABLED, registered, ['service-disabled']);
  return works(registered);
}

function isWantedAccount(account: string): boolean {
  return account.toLowerCase() === ACCOUNT.toLowerCase();
}

/** Only administrators can change what the service runs, or where its log goes. */
export async function checkFolders(context: CheckContext): Promise<Judgement> {
  const { files } = context.bridge;
  const places = placesOf(files);
  const service = await readService(context);
  const executable = service && executableOf(service.configuration.imagePath);
  if (!(await keepsOwners(files, win32.dirname(places.dataFolder)))) return unknown(['owners-unknown']);
  const findings: Finding[] = [];
  for (const look of looksOf(files, places, executable)) {
    const finding = await findingOf(files, look, executable !== undefined);
    if (finding !== undefined) findings.push(finding);
  }
  return judge(findings);
}

interface Look {
  /** The folder. */
  readonly path: string;
  /** What must exist: the folder, or something in it. */
  readonly needed: string;
  /** @returns whether the folder is safe */
  readonly isSafe: () => Promise<boolean>;
}

function looksOf(files: Files, places: Places, executable: string | undefined): Look[] {
  const { dataFolder, logFolder } = places;
  const own = [
    { path: dataFolder, needed: dataFolder, isSafe: () => isDataFolderSafe(files, places) },
    { path: logFolder, needed: logFolder, isSafe: () => isLogFolderSafe(files, places) },
  ];
  if (executable === undefined) return own;
  const isSafe = async (): Promise<boolean> => !(await isReplaceable(files, executable));
  return [...own, { path: win32.dirname(executable), needed: executable, isSafe }];
}

/** @returns undefined for a folder that need not exist */
async function findingOf(
  files: Files,
  { path, needed, isSafe }: Look,
  isInstalled: boolean,
): Promise<Finding | undefined> {
  const shown = withoutUser(path);
  if (!(await files.exists(needed))) return isInstalled ? ['folder-missing', shown] : undefined;
  try {
    // Asked first, because a folder whose access list can't be read is not necessarily unsafe.
    await files.security(path);
    return [(await isSafe()) ? 'folder-safe' : 'folder-unsafe', shown];
  } catch (error) {
    if (isWin32(error, ERROR_ACCESS_DENIED)) return ['folder-unreadable', shown];
    throw error;
  }
}

function judge(findings: readonly Finding[]): Judgement {
  const kinds = findings.map(([kind]) => kind);
  if (kinds.includes('folder-unsafe')) return fails(ERROR_ACCESS_DENIED, ...findings, ['mend-by-repair']);
  if (kinds.includes('folder-missing')) return fails(ERROR_PATH_NOT_FOUND, ...findings, ['mend-by-repair']);
  if (kinds.includes('folder-unreadable')) return unknown(...findings);
  return findings.length === 0 ? works(['folders-absent']) : works(...findings);
}

/** The computer's date may be adjusted by less than this during a check, in milliseconds. */
const TOLERANCE_MS = 1_000;
/** Archives store the times of files without a time zone. In milliseconds. */
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Both clocks at the beginning of a check, in milliseconds. */
export interface ClockReading {
  readonly wall: number;
  readonly monotonic: number;
}

export function readClocks({ clock, wallClock }: CheckContext): ClockReading {
  return { wall: wallClock(), monotonic: clock.now() };
}

/** The computer's date, which messages use for their times, runs as it should. */
export async function checkClock(context: CheckContext, started: ClockReading): Promise<Judgement> {
  const now = readClocks(context);
  // SigmaSrv.exe is built from its sources alone and contains no date; its file has the date of the build or of the
  // installation.
  const builtAt = await context.bridge.inspection.fileTime(context.helper.executable);
  if (builtAt !== undefined && now.wall < builtAt - DAY_MS)
    return fails(ERROR_TIME_SKEW, ['clock-before-build', new Date(builtAt).toISOString().slice(0, 10)]);
  const early = -(context.seen?.lastPost()?.deliveryMs ?? 0);
  if (early > TOLERANCE_MS) return fails(ERROR_TIME_SKEW, ['clock-message-early', Math.round(early)]);
  const deviation = Math.round(now.wall - started.wall - (now.monotonic - started.monotonic));
  return Math.abs(deviation) > TOLERANCE_MS
    ? fails(ERROR_TIME_SKEW, ['clock-jumped', deviation])
    : works(['clock-even', Math.max(1, Math.abs(deviation))]);
}
