/** A process, as one look at all of them shows it. No process has to be opened for that. */
export interface ProcessEntry {
  readonly processId: number;
  /** Milliseconds since 1970. Only with this does a process id stand for one process: Windows uses ids again. */
  readonly startedAt: number;
  /** The processor time of all its threads so far, in milliseconds. */
  readonly processorMs: number;
  /** What the process has committed for itself alone, in bytes. */
  readonly privateBytes: number;
  readonly handles: number;
  readonly threads: number;
}

/**
 * SYSTEM_PROCESS_INFORMATION of 64-bit Windows: the offsets of its fields in bytes. Microsoft documents only some of them;
 * they have been the same since Windows Vista.
 * https://learn.microsoft.com/openspecs/windows_protocols/ms-tsts/66ef46a7-504f-4696-9613-0bd8446ee225
 */
const OFFSETS = {
  nextEntry: 0x00,
  threads: 0x04,
  createTime: 0x20,
  userTime: 0x28,
  kernelTime: 0x30,
  processId: 0x50,
  handles: 0x60,
  // PagefileUsage, which is the same as PrivatePageCount and, unlike that, known to Wine.
  privateBytes: 0xb8,
} as const;
/** The size of an entry, before those of its threads. */
const ENTRY_BYTES = 0x100;

/** From 1601, where a FILETIME begins, to 1970, in milliseconds. */
const UNIX_EPOCH_MS = 11_644_473_600_000;
/** A FILETIME counts in steps of 100 ns. */
const STEPS_PER_MS = 10_000;

/** @param fileTime steps of 100 ns since 1601. @returns milliseconds since 1970 */
export function dateOfFileTime(fileTime: bigint): number {
  return Number(fileTime) / STEPS_PER_MS - UNIX_EPOCH_MS;
}

/**
 * Decodes what NtQuerySystemInformation returns for SystemProcessInformation.
 * @returns the processes, without the one of number 0, which stands for idle processors; undefined if that is no such list
 */
export function decodeProcesses(buffer: Uint8Array): ProcessEntry[] | undefined {
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  const found: ProcessEntry[] = [];
  let at = 0;
  for (;;) {
    if (at + ENTRY_BYTES > view.byteLength) return undefined;
    const entry = decodeEntry(view, at);
    if (entry.processId !== 0) found.push(entry);
    const next = view.getUint32(at + OFFSETS.nextEntry, true);
    if (next === 0) return found;
    // An entry that is shorter would overlap with the next one.
    if (next < ENTRY_BYTES) return undefined;
    at += next;
  }
}

function decodeEntry(view: DataView, at: number): ProcessEntry {
  const uint64 = (offset: number): bigint => view.getBigUint64(at + offset, true);
  return {
    processId: Number(uint64(OFFSETS.processId)),
    startedAt: dateOfFileTime(uint64(OFFSETS.createTime)),
    processorMs: Number(uint64(OFFSETS.userTime) + uint64(OFFSETS.kernelTime)) / STEPS_PER_MS,
    privateBytes: Number(uint64(OFFSETS.privateBytes)),
    handles: view.getUint32(at + OFFSETS.handles, true),
    threads: view.getUint32(at + OFFSETS.threads, true),
  };
}
