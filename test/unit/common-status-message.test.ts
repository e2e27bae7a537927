import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SERVICE_STATES } from '../../common/service-status.ts';
import {
  decodeMessage,
  encodeMessage,
  formatStatusMessage,
  parseStatusMessage,
  statusSentence,
  type StatusPairs,
} from '../../common/status-message.ts';

const PAIRS: StatusPairs = {
  seq: 12,
  at: Date.UTC(2024, 1, 29, 12, 34, 56, 789),
  state: 'running',
  pid: 4242,
  up: 3723,
  mem: 25_165_824,
};
const TAIL = 'seq=12 at=2024-02-29T12:34:56.789Z state=running pid=4242 up=3723 mem=25165824';

const arbitraryCount = fc.integer({ min: 0, max: 999_999_999_999_999 });
const arbitraryPairs: fc.Arbitrary<StatusPairs> = fc.record(
  {
    seq: arbitraryCount,
    at: fc.integer({ min: 0, max: Date.UTC(9999, 11, 31, 23, 59, 59, 999) }),
    state: fc.constantFrom(...SERVICE_STATES),
    pid: arbitraryCount,
    up: arbitraryCount,
    mem: arbitraryCount,
  },
  { noNullPrototype: true },
);
const arbitraryText = fc.string({ unit: 'binary', maxLength: 300 }).map((text) => text.replaceAll('\0', ''));

/** UTF-16LE without a terminating NUL. */
function bytesOf(...units: number[]): Uint8Array {
  return Uint8Array.from(units.flatMap((unit) => [unit & 0xff, unit >> 8]));
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe('a status message', () => {
  it('reads as a sentence, then pairs', () => {
    const sentence = statusSentence('Sigma Support Service', 'running', 3723);
    assert.equal(sentence, 'Sigma Support Service is running, up 1:02:03');
    assert.equal(formatStatusMessage(sentence, PAIRS), `${sentence} | ${TAIL}`);
  });

  it('counts hours beyond a day, and never negative time', () => {
    assert.equal(statusSentence('S', 'paused', 100 * 3600), 'S is paused, up 100:00:00');
    assert.equal(statusSentence('S', 'start-pending', -5), 'S is starting, up 0:00:00');
    assert.equal(statusSentence('S', 'stop-pending', 59.9), 'S is stopping, up 0:00:59');
  });

  it('is read back as it was written, whatever its text and values', () => {
    fc.assert(
      fc.property(arbitraryText, arbitraryPairs, (text, pairs) => {
        const decoded = decodeMessage(encodeMessage(formatStatusMessage(text, pairs)));
        assert.deepEqual(decoded, { text, pairs, malformed: false });
      }),
    );
  });

  it('may have the separator in its text', () => {
    assert.deepEqual(parseStatusMessage(`a | b=1 | c | ${TAIL}`), { text: 'a | b=1 | c', pairs: PAIRS });
  });

  it('may have pairs that a later version adds', () => {
    assert.deepEqual(parseStatusMessage(`text | ${TAIL} load=0.5`), { text: 'text', pairs: PAIRS });
  });
});

describe('text of any other program', () => {
  const plain = [
    '',
    'Hello from another program',
    'a | b | c',
    ' | ',
    ` |${TAIL}`,
    `no separator ${TAIL}`,
    `twice | ${TAIL} seq=13`,
    `twice | ${TAIL} other=1 other=1`,
    `no key | ${TAIL} =1`,
    `two spaces | ${TAIL.replace(' ', '  ')}`,
    `space at the end | ${TAIL} `,
    `incomplete | ${TAIL.replace(/ mem=.*/, '')}`,
    `huge | ${TAIL.replace('seq=12', 'seq=99999999999999999999')}`,
    `negative | ${TAIL.replace('pid=4242', 'pid=-1')}`,
    `fraction | ${TAIL.replace('up=3723', 'up=1.5')}`,
    `exponent | ${TAIL.replace('mem=25165824', 'mem=1e9')}`,
    `hexadecimal | ${TAIL.replace('seq=12', 'seq=0x12')}`,
    `other digits | ${TAIL.replace('seq=12', 'seq=١٢')}`,
    `no value | ${TAIL.replace('seq=12', 'seq=')}`,
    `no such month | ${TAIL.replace('2024-02', '2024-13')}`,
    `no zone | ${TAIL.replace('Z', '')}`,
    `no such state | ${TAIL.replace('running', 'dancing')}`,
    `a property of every object as state | ${TAIL.replace('running', 'constructor')}`,
    `prototype instead of a value | ${TAIL.replace('pid=', '__proto__=')}`,
  ];
  for (const text of plain) {
    it(`is kept as it is: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(parseStatusMessage(text), { text, pairs: undefined });
    });
  }

  it('changes no prototype', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const { pairs } = parseStatusMessage(`text | ${name}=polluted ${TAIL}`);
      assert.deepEqual(pairs, PAIRS);
      assert.deepEqual(Object.keys(pairs).sort(), Object.keys(PAIRS).sort());
    }
    assert.equal(Reflect.get({}, 'polluted'), undefined);
  });
});

describe('the bytes of a message', () => {
  it('are UTF-16LE with one terminating NUL', () => {
    assert.deepEqual([...encodeMessage('aΩ')], [0x61, 0, 0xa9, 0x03, 0, 0]);
    assert.deepEqual([...encodeMessage('')], [0, 0]);
  });

  it('cannot hold a text with a NUL', () => {
    assert.throws(() => encodeMessage('a\0b'), RangeError);
  });

  const cases: readonly (readonly [what: string, bytes: Uint8Array, text: string, malformed: boolean])[] = [
    ['with a NUL', bytesOf(0x61, 0x62, 0), 'ab', false],
    ['without a NUL', bytesOf(0x61, 0x62), 'ab', false],
    ['with several NULs', bytesOf(0x61, 0, 0, 0), 'a', false],
    ['with text after the NUL', bytesOf(0x61, 0, 0x62), 'a', true],
    ['of length zero', new Uint8Array(), '', false],
    ['of one byte', Uint8Array.of(0x61), '', true],
    ['of odd length', Uint8Array.of(0x61, 0, 0x62), 'a', true],
    ['with a high surrogate alone', bytesOf(0x61, 0xd83d, 0x62), 'a\ufffdb', true],
    ['with a low surrogate alone', bytesOf(0xde00), '\ufffd', true],
    ['with a surrogate pair', bytesOf(0xd83d, 0xde00), '😀', false],
    ['with surrogates the wrong way round', bytesOf(0xde00, 0xd83d), '\ufffd\ufffd', true],
    ['with a byte-order mark', bytesOf(0xfeff, 0x61, 0), 'a', true],
    [
      'with a byte-order mark of the other order',
      Uint8Array.of(0xfe, 0xff, 0, 0x61, 0x4e, 0x2d, 0, 0),
      'a中',
      true,
    ],
    ['with a byte-order mark of UTF-8', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8('grün\0')), 'grün', true],
    ['as char with its NUL', utf8('Backup has failed\0'), 'Backup has failed', true],
    ['as char without a NUL, of even length', utf8('Backup done'.slice(0, 10)), 'Backup don', true],
    ['as char of even length with its NUL', utf8('Hell\0'), 'Hell', true],
    ['as char from a longer array', utf8(`Hello${'\0'.repeat(251)}`), 'Hello', true],
    ['as char of even length from a longer array', utf8(`hello you${'\0'.repeat(255)}`), 'hello you', true],
    ['as UTF-8', utf8('größer als 5 €\0'), 'größer als 5 €', true],
    ['as UTF-8 of another script', utf8('служба\0'), 'служба', true],
    [
      'in an old code page',
      Uint8Array.of(...utf8('gro'), 0xdf, ...utf8('er fehler'), 0),
      'gro\\xDFer fehler',
      true,
    ],
    ['in Chinese', encodeMessage('服务正在运行'), '服务正在运行', false],
    ['in Chinese without a NUL', encodeMessage('服务正在运行').subarray(0, -2), '服务正在运行', false],
    ['in Japanese', encodeMessage('サービスは実行中です。'), 'サービスは実行中です。', false],
    ['in Chinese and English', encodeMessage('服务 ok'), '服务 ok', false],
    ['of one Chinese letter whose bytes are two of ASCII', encodeMessage('中'), '中', false],
    ['of one letter', encodeMessage('a'), 'a', false],
  ];
  for (const [what, bytes, text, malformed] of cases) {
    it(`are read ${what}`, () => {
      assert.deepEqual(decodeMessage(bytes), { text, pairs: undefined, malformed });
    });
  }

  it('are read from the middle of a larger buffer, at any offset', () => {
    const whole = Uint8Array.from([0xff, ...encodeMessage('text'), 0xff]);
    assert.equal(decodeMessage(whole.subarray(1, -1)).text, 'text');
  });

  it('are read whatever they are, and the text is well-formed and has no NUL', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        const { text } = decodeMessage(bytes);
        assert.ok(text.isWellFormed());
        assert.ok(!text.includes('\0'));
        assert.ok(text.length <= 4 * bytes.byteLength);
      }),
    );
  });

  it('are never taken for Chinese where they are sentences of single bytes, ended in any way', () => {
    const words = fc.array(fc.constantFrom('backup', 'has', 'failed', 'größe', 'café', '№ 7', 'code', 'x'), {
      minLength: 2,
      maxLength: 20,
    });
    fc.assert(
      fc.property(words, fc.nat({ max: 9 }), (sentence, zeros) => {
        const text = `service ${sentence.join(' ')} in the end`;
        const bytes = Uint8Array.from([...utf8(text), ...new Uint8Array(zeros)]);
        assert.deepEqual(decodeMessage(bytes), { text, pairs: undefined, malformed: true });
      }),
    );
  });

  it('are read up to 64 KiB', () => {
    const text = 'Ω'.repeat(32_767);
    assert.deepEqual(decodeMessage(encodeMessage(text)), { text, pairs: undefined, malformed: false });
  });
});
