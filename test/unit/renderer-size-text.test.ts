import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sizeText } from '../../renderer/size-text.ts';

test('a size is told in the unit that Windows would take', () => {
  const sizes = [0, 1, 1023, 1024, 1536, 10_240, 1024 ** 2 - 1, 8 * 1024 ** 3, 2.5 * 1024 ** 4];
  assert.deepEqual(
    sizes.map((size) => sizeText(size, 'en')),
    ['0 bytes', '1 byte', '1,023 bytes', '1 kB', '1.5 kB', '10 kB', '1,024 kB', '8 GB', '2.5 TB'],
  );
  assert.equal(sizeText(1536, 'de'), '1,5 kB');
});

test('no size has more than four digits before the point', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (size) => {
      const digits = sizeText(size, 'en').replaceAll(',', '').split('.')[0] ?? '';
      assert.ok(size >= 9999 * 1024 ** 4 || digits.replace(/\D/g, '').length <= 4);
    }),
  );
});
