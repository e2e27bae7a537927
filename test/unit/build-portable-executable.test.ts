import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withoutSignature } from '../../build/portable-executable.ts';

const HEADER = 0x80;
const CHECKSUM_AT = HEADER + 24 + 64;
const CERTIFICATE_ENTRY_AT = HEADER + 24 + 112 + 4 * 8;
const CODE_LENGTH = 0x400;

/** The least of a 64-bit executable: headers without a section, code, and a certificate table at the end. */
function executable({ certificates, behind = 0 }: { certificates: number; behind?: number }): Buffer {
  const image = Buffer.alloc(CODE_LENGTH + certificates + behind, 0xcc);
  image.writeUInt32LE(HEADER, 0x3c);
  image.write('PE\0\0', HEADER, 'latin1');
  image.writeUInt16LE(0, HEADER + 6);
  image.writeUInt16LE(0x20b, HEADER + 24);
  image.writeUInt32LE(0x12345678, CHECKSUM_AT);
  image.writeUInt32LE(certificates > 0 ? CODE_LENGTH : 0, CERTIFICATE_ENTRY_AT);
  image.writeUInt32LE(certificates, CERTIFICATE_ENTRY_AT + 4);
  return image;
}

describe('withoutSignature', () => {
  test('cuts the certificates off and leaves nothing that points at them', () => {
    const signed = executable({ certificates: 0x100 });
    const unsigned = withoutSignature(signed);
    assert.equal(unsigned.length, CODE_LENGTH);
    assert.equal(unsigned.readBigUInt64LE(CERTIFICATE_ENTRY_AT), 0n);
    assert.equal(unsigned.readUInt32LE(CHECKSUM_AT), 0);
  });

  test('changes nothing else, and nothing in the original', () => {
    const signed = executable({ certificates: 0x100 });
    const before = Buffer.from(signed);
    const unsigned = withoutSignature(signed);
    before.copy(unsigned, CHECKSUM_AT, CHECKSUM_AT, CHECKSUM_AT + 4);
    before.copy(unsigned, CERTIFICATE_ENTRY_AT, CERTIFICATE_ENTRY_AT, CERTIFICATE_ENTRY_AT + 8);
    assert.deepEqual(unsigned, before.subarray(0, CODE_LENGTH));
    assert.deepEqual(signed, before);
  });

  test('keeps all of an executable that is not signed', () => {
    assert.equal(withoutSignature(executable({ certificates: 0 })).length, CODE_LENGTH);
  });

  test('refuses what it would damage', () => {
    assert.throws(() => withoutSignature(executable({ certificates: 0x100, behind: 8 })), /not at its end/);
    assert.throws(() => withoutSignature(Buffer.alloc(CODE_LENGTH)), /not a 64-bit Windows executable/);
  });
});
