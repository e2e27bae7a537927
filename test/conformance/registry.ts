import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { failsWith } from './expectations.ts';
import type { CurrentSubject } from './subject.ts';

export function describeRegistry(current: CurrentSubject): void {
  describe('registry', () => {
    const key = (): string => `SOFTWARE\\${current().prefix}`;
    afterEach(() => {
      current().bridge.registry.deleteKey(key());
    });

    it('keeps numbers and text, and heeds no case of letters', () => {
      const { registry } = current().bridge;
      const values = [0, 1, 0xffff_ffff, '', 'text', 'Σ and 𝄞', '%SystemRoot%\\x.exe', 'x'.repeat(5_000)];
      for (const value of values) {
        registry.write(`${key()}\\Parameters`, 'Value', value);
        assert.equal(registry.read(`${key()}\\parameters`.toUpperCase(), 'VALUE'), value);
      }
    });

    it('has nothing if nothing was written', () => {
      const { registry } = current().bridge;
      assert.equal(registry.read(key(), 'Value'), undefined);
      registry.write(key(), 'Value', 1);
      assert.equal(registry.read(key(), 'Other'), undefined);
    });

    it('deletes a key with all below it, and says whether there was one', () => {
      const { registry } = current().bridge;
      registry.write(`${key()}\\Parameters\\Deeper`, 'Value', 1);
      assert.equal(registry.deleteKey(key()), true);
      assert.equal(registry.read(`${key()}\\Parameters\\Deeper`, 'Value'), undefined);
      assert.equal(registry.deleteKey(key()), false);
    });

    it('refuses a NUL (87), at which the system would cut the text', async () => {
      const { registry } = current().bridge;
      await failsWith(
        87,
        later(() => {
          registry.write(key(), 'a\0b', 1);
        }),
      );
      await failsWith(
        87,
        later(() => {
          registry.write(key(), 'Value', 'a\0b');
        }),
      );
      await failsWith(
        87,
        later(() => registry.deleteKey('a\0b')),
      );
    });
  });
}

/** Turns an error thrown synchronously into a rejection. */
async function later(work: () => unknown): Promise<void> {
  await Promise.resolve();
  work();
}
