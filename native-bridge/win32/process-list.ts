import { ERROR_CALL_NOT_IMPLEMENTED } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { dateOfFileTime, decodeProcesses, type ProcessEntry } from '../process-information.ts';
import { GetCurrentProcess } from './kernel32.ts';
import koffi from './koffi.ts';
import { callOnPool, oneAtATime, written, type NativeFunction, type Out } from './native.ts';
import { creationTime } from './process.ts';

const API = 'NtQuerySystemInformation';
const SystemProcessInformation = 5;
/** ntstatus.h */
const STATUS_INFO_LENGTH_MISMATCH = 0xc000_0004;

const ntdll = koffi.load('ntdll.dll');

/**
 * winternl/nf-winternl-ntquerysysteminformation: returns an NTSTATUS. It has no fifth parameter. Without one, the call never
 * returns under Wine 10, where that is so for every system call with fewer than five arguments that koffi makes; on x64 and
 * arm64 the caller removes its arguments, so that one more does no harm.
 */
const NtQuerySystemInformation: NativeFunction<[number, Uint8Array, number, Out<number>, null], number> =
  ntdll.func(
    'uint32 __stdcall NtQuerySystemInformation(uint32 SystemInformationClass, void *SystemInformation, uint32 SystemInformationLength, _Out_ uint32 *ReturnLength, void *unused)',
  );

/** winternl/nf-winternl-rtlntstatustodoserror */
const RtlNtStatusToDosError: NativeFunction<[number], number> = ntdll.func(
  'uint32 __stdcall RtlNtStatusToDosError(uint32 Status)',
);

/** What processes and threads that start in the meantime may need. */
const ROOM_BYTES = 64 * 1024;
const LARGEST_BUFFER_BYTES = 64 * 1024 * 1024;

/** Used again for each look, because it takes a megabyte on a busy computer. */
let buffer = new Uint8Array(4 * ROOM_BYTES);

/**
 * Looks at all processes at once, off the calling thread.
 * @throws ERROR_CALL_NOT_IMPLEMENTED if this Windows describes processes in another way, and what RtlNtStatusToDosError gives
 */
export const listProcesses: () => Promise<readonly ProcessEntry[]> = oneAtATime(lookAtAll);

async function lookAtAll(): Promise<readonly ProcessEntry[]> {
  const bytes = await fillBuffer();
  const processes = decodeProcesses(buffer.subarray(0, bytes));
  if (processes === undefined || !isPlausible(processes))
    throw new Win32Error(API, ERROR_CALL_NOT_IMPLEMENTED);
  return processes;
}

/** @returns how many bytes of the buffer are filled */
async function fillBuffer(): Promise<number> {
  for (;;) {
    const needed: Out<number> = [null];
    const values: [number, Uint8Array, number, Out<number>, null] = [
      SystemProcessInformation,
      buffer,
      buffer.length,
      needed,
      null,
    ];
    const status = await callOnPool(API, NtQuerySystemInformation, values, () => true);
    if (status === 0) return written(needed);
    if (status !== STATUS_INFO_LENGTH_MISMATCH || buffer.length >= LARGEST_BUFFER_BYTES)
      throw new Win32Error(API, RtlNtStatusToDosError(status));
    buffer = new Uint8Array(
      Math.min(Math.max(written(needed), buffer.length) + ROOM_BYTES, LARGEST_BUFFER_BYTES),
    );
  }
}

/** The fields are not documented: Windows has to say of this very process what GetProcessTimes says as well. */
function isPlausible(processes: readonly ProcessEntry[]): boolean {
  const own = processes.find(({ processId }) => processId === process.pid);
  if (own === undefined || own.threads === 0) return false;
  return own.startedAt === dateOfFileTime(creationTime(GetCurrentProcess()));
}
