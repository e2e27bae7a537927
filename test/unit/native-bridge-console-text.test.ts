import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { consoleChunks } from '../../native-bridge/console-text.ts';

/** What one call of WriteConsoleW is given at most, in UTF-16 units. */
const LIMIT = 8_192;

describe('what a console is given', () => {
  it('is the text, with a carriage return before each end of a line', () => {
    assert.deepEqual(consoleChunks('Grüße\n世界\r\n🙂\n'), ['Grüße\r\n世界\r\n🙂\r\n']);
    assert.deepEqual(consoleChunks(''), []);
  });

  it('comes in pieces that are not too long, and cuts no character in two', () => {
    const piece = fc.constantFrom('a', 'ü', '世', '🙂', 'a'.repeat(LIMIT - 1), '🙂'.repeat(LIMIT / 2));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const chunks = consoleChunks(pieces.join(''));
        assert.equal(chunks.join(''), pieces.join(''));
        for (const chunk of chunks)
          assert.ok(chunk.length > 0 && chunk.length <= LIMIT && chunk.isWellFormed());
      }),
    );
  });
});
