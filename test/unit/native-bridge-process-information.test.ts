import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeProcesses } from '../../native-bridge/process-information.ts';

const ENTRY_BYTES = 0x100;
/** 1970-01-01T00:00:01Z as a FILETIME: https://learn.microsoft.com/windows/win32/sysinfo/converting-a-time-t-value-to-a-file-time */
const STARTED = 116_444_736_000_000_000n + 10_000_000n;

/** @returns an entry as 64-bit Windows writes it, with room for its threads behind it */
function entry(processId: bigint, bytes: number, isLast: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(bytes));
  view.setUint32(0x00, isLast ? 0 : bytes, true);
  view.setUint32(0x04, 12, true);
  view.setBigUint64(0x20, STARTED, true);
  view.setBigUint64(0x28, 15_000_000n, true);
  view.setBigUint64(0x30, 5_000_000n, true);
  view.setBigUint64(0x50, processId, true);
  view.setUint32(0x60, 61, true);
  view.setBigUint64(0xb8, 25_165_824n, true);
  return new Uint8Array(view.buffer);
}

describe('the list of processes', () => {
  it('has what each uses, but not the one that stands for idle processors', () => {
    const buffer = Buffer.concat([
      entry(0n, 0x100, false),
      entry(4n, 0x150, false),
      entry(1234n, 0x100, true),
    ]);
    const one = {
      startedAt: 1_000,
      processorMs: 2_000,
      privateBytes: 25_165_824,
      handles: 61,
      threads: 12,
    };
    assert.deepEqual(decodeProcesses(buffer), [
      { processId: 4, ...one },
      { processId: 1234, ...one },
    ]);
  });

  it('is none if it ends in the middle of an entry, or its entries overlap', () => {
    const whole = Buffer.concat([entry(4n, ENTRY_BYTES, false), entry(8n, ENTRY_BYTES, true)]);
    for (const bytes of [0, 1, ENTRY_BYTES, whole.length - 1]) {
      assert.equal(decodeProcesses(whole.subarray(0, bytes)), undefined, String(bytes));
    }
    whole.writeUint32LE(0x40, 0);
    assert.equal(decodeProcesses(whole), undefined);
  });

  it('ends, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        const processes = decodeProcesses(bytes);
        assert.ok(processes === undefined || processes.length * ENTRY_BYTES <= bytes.length);
      }),
    );
  });
});
