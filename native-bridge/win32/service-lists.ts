import koffi from './koffi.ts';
import { ERROR_MORE_DATA } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { ServiceEntry, ServiceSummary } from '../bridge.ts';
import type { ScHandleValue, SERVICE_STATUS, SERVICE_STATUS_PROCESS } from './advapi32.ts';
import {
  EnumDependentServicesW,
  EnumServicesStatusExW,
  SC_ENUM_PROCESS_INFO,
  SERVICE_ACTIVE,
  SERVICE_STATE_ALL,
  SERVICE_WIN32,
} from './advapi32-configuration.ts';
import { isTrue, oneAtATime, written, type Out } from './native.ts';
import { callScm } from './sc-handle.ts';
import { serviceStatusFrom, stateFrom } from './service-enumerations.ts';
import { asOnWindows } from './wine.ts';

/**
 * The most that one call may return:
 * https://learn.microsoft.com/windows/win32/api/winsvc/nf-winsvc-enumservicesstatusexw
 */
const LARGEST_BUFFER_BYTES = 256 * 1024;

/** What services that are installed in the meantime may need. */
const ROOM_BYTES = 4 * 1024;

/** The buffer that was large enough last time: the SCM copies all of it, however little is in it. */
let buffer = new Uint8Array(ROOM_BYTES);

/** What was last in that buffer, and what it meant: a list that has not changed is not decoded again. */
let lastList:
  | { readonly bytes: Uint8Array; readonly count: number; readonly services: readonly ServiceEntry[] }
  | undefined;

/**
 * Reads all services at once with a buffer that grows, and page by page, continuing from the resume index, only if they
 * do not fit into the largest one.
 * @throws ERROR_ACCESS_DENIED, ERROR_INVALID_HANDLE
 */
export function allServices(manager: ScHandleValue): Promise<readonly ServiceEntry[]> {
  return asOnWindows(() => readAll(manager));
}

const readAll = oneAtATime(async (manager: ScHandleValue): Promise<readonly ServiceEntry[]> => {
  for (;;) {
    const resume = new Uint32Array(1);
    const page = await nextPage(manager, resume);
    if (page.missingBytes === 0) return decodedAgain(page);
    if (buffer.length === LARGEST_BUFFER_BYTES)
      return [...decoded(page), ...(await readFrom(manager, resume))];
    buffer = new Uint8Array(Math.min(buffer.length + page.missingBytes + ROOM_BYTES, LARGEST_BUFFER_BYTES));
    lastList = undefined;
  }
});

/** The names in the buffer are addresses of places in it, so equal bytes have an equal meaning. */
function decodedAgain(page: Page): readonly ServiceEntry[] {
  if (lastList?.count !== page.count || Buffer.compare(lastList.bytes, buffer) !== 0)
    lastList = { bytes: buffer.slice(), count: page.count, services: decoded(page) };
  return lastList.services;
}

async function readFrom(manager: ScHandleValue, resume: Uint32Array): Promise<ServiceEntry[]> {
  const found: ServiceEntry[] = [];
  for (;;) {
    const before = resume[0];
    const page = await nextPage(manager, resume);
    found.push(...decoded(page));
    if (page.missingBytes === 0) return found;
    // Without progress, the same page would be returned forever.
    if (resume[0] === before) throw new Win32Error('EnumServicesStatusExW', ERROR_MORE_DATA);
  }
}

interface Page {
  /** How many services are in the buffer. */
  readonly count: number;
  /** What did not fit; 0 for the last page. */
  readonly missingBytes: number;
}

/** Fills the buffer. */
async function nextPage(manager: ScHandleValue, resume: Uint32Array): Promise<Page> {
  const [missing, count]: [Out<number>, Out<number>] = [[null], [null]];
  const isLast = await hasAll(() =>
    callScm(
      'EnumServicesStatusExW',
      EnumServicesStatusExW,
      [
        manager,
        SC_ENUM_PROCESS_INFO,
        SERVICE_WIN32,
        SERVICE_STATE_ALL,
        buffer,
        buffer.length,
        missing,
        count,
        resume,
        null,
      ],
      isTrue,
    ),
  );
  return { count: written(count), missingBytes: isLast ? 0 : Math.max(written(missing), 1) };
}

function decoded({ count }: Page): ServiceEntry[] {
  const raw = koffi.decode(buffer, 'ENUM_SERVICE_STATUS_PROCESSW', count) as RawProcessSummary[];
  return raw.flatMap(entryOf);
}

/**
 * @returns the running services that depend on this one. @throws ERROR_ACCESS_DENIED, ERROR_MORE_DATA for more than 256
 *   KiB
 */
export async function dependentsOf(service: ScHandleValue): Promise<ServiceSummary[]> {
  const room = new Uint8Array(LARGEST_BUFFER_BYTES);
  const count: Out<number> = [null];
  await callScm(
    'EnumDependentServicesW',
    EnumDependentServicesW,
    [service, SERVICE_ACTIVE, room, room.length, [null], count],
    isTrue,
  );
  const raw = koffi.decode(room, 'ENUM_SERVICE_STATUSW', written(count)) as RawSummary[];
  return raw.map(summaryOf);
}

interface RawName {
  readonly lpServiceName: string | null;
  readonly lpDisplayName: string | null;
}
interface RawSummary extends RawName {
  readonly ServiceStatus: SERVICE_STATUS;
}
interface RawProcessSummary extends RawName {
  readonly ServiceStatusProcess: SERVICE_STATUS_PROCESS;
}

/** An entry that makes no sense is left out, so that it hides no other. */
function entryOf({ ServiceStatusProcess, ...names }: RawProcessSummary): ServiceEntry[] {
  try {
    return [{ ...namesOf(names), status: serviceStatusFrom(ServiceStatusProcess) }];
  } catch (error) {
    if (error instanceof Win32Error) return [];
    throw error;
  }
}

function summaryOf({ ServiceStatus, ...names }: RawSummary): ServiceSummary {
  return { ...namesOf(names), state: stateFrom(ServiceStatus.dwCurrentState) };
}

function namesOf({ lpServiceName, lpDisplayName }: RawName): Pick<ServiceEntry, 'name' | 'displayName'> {
  return { name: lpServiceName ?? '', displayName: lpDisplayName ?? '' };
}

/** @returns false if there is more data than fits */
async function hasAll(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (error instanceof Win32Error && error.code === ERROR_MORE_DATA) return false;
    throw error;
  }
}
