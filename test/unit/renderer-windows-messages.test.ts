import type { MessageRow } from '../../common/view.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LongList } from '../../renderer/state/long-list.ts';
import {
  filterAll,
  followSource,
  textParts,
  textPattern,
} from '../../renderer/windows/messages/text-filter.ts';
import { csvCell, FORMATS } from '../../renderer/windows/messages/formats.ts';
import {
  choose,
  chooseAll,
  chosenRows,
  isChosen,
  rowByKey,
} from '../../renderer/windows/messages/selection.ts';

function row(id: number, text = `message ${String(id)}`): MessageRow {
  return { id, arrivedAt: Date.UTC(2026, 0, 2, 3, 4, 5, id), text, size: 2 * text.length, malformed: false };
}

describe('looking for a text', () => {
  it('finds it as it stands, in any case of letters', () => {
    for (const [query, text, isFound] of [
      ['RUNNING', 'is running', true],
      ['a.c', 'abc', false],
      ['a.c', 'xA.Cx', true],
      ['[*+?^$(){}|\\/', 'x[*+?^$(){}|\\/x', true],
      ['größe', 'GRÖSSE GRÖßE', true],
      ['-', 'a-b', true],
      ['grüß'.normalize('NFC'), 'viele Grüße'.normalize('NFD'), true],
      ['grüß'.normalize('NFD'), 'viele Grüße'.normalize('NFC'), true],
      ['grus', 'viele Grüße', false],
      ['\ud800', 'plain', false],
    ] as const) {
      assert.equal(textPattern(query)?.test(text), isFound, query);
    }
    assert.equal(textPattern(''), undefined);
  });

  it('divides any text into parts that together are the text, and marks each find', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'A', 'b', '.', '😀') }), (text) => {
        const parts = textParts(text, textPattern('a'));
        assert.equal(parts.map((part) => part.text).join(''), text);
        assert.ok(parts.every((part) => part.isMatch === /^a$/i.test(part.text) || !/a/i.test(part.text)));
      }),
    );
    assert.deepEqual(textParts('Abba', textPattern('b')), [
      { text: 'A', isMatch: false },
      { text: 'b', isMatch: true },
      { text: 'b', isMatch: true },
      { text: 'a', isMatch: false },
    ]);
  });
});

describe('a filter that follows what arrives', () => {
  it('shows the same as one that looks at everything again', () => {
    const step = fc.record({ count: fc.nat({ max: 40 }), query: fc.constantFrom('1', '7', undefined) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let source = LongList.of<MessageRow>();
        let filtered = filterAll(source, textPattern('1'));
        let next = 1;
        for (const { count, query } of steps) {
          const fresh = Array.from({ length: count }, (_, index) => row(next + index));
          // Ids have gaps where messages were dropped.
          next += count + 2;
          source = source.append(fresh).newest(60);
          filtered =
            query === undefined ? followSource(filtered, source) : filterAll(source, textPattern(query));
          filtered = followSource(filtered, source);
          const expected = source.slice(0, source.length).filter(({ text }) => filtered.pattern?.test(text));
          assert.deepEqual(filtered.rows.slice(0, filtered.rows.length), expected);
        }
      }),
    );
  });
});

describe('choosing rows', () => {
  const rows = LongList.of([2, 4, 6, 8, 10].map((id) => row(id)));

  it('keys go on from the current row, and begin at the newest', () => {
    for (const [key, current, expected] of [
      ['ArrowUp', undefined, 10],
      ['ArrowUp', 6, 4],
      ['ArrowUp', 2, 2],
      ['ArrowDown', 6, 8],
      ['ArrowDown', 10, 10],
      ['PageUp', 8, 4],
      ['PageDown', 4, 8],
      ['PageDown', 8, 10],
      ['Home', 8, 2],
      ['End', 2, 10],
      ['ArrowUp', 1, 2],
      ['x', 6, undefined],
    ] as const) {
      const selection = current === undefined ? undefined : choose(undefined, current, false);
      assert.equal(rowByKey(key, selection, rows, 2), expected, `${key} from ${String(current)}`);
    }
    assert.equal(rowByKey('Home', undefined, LongList.of<MessageRow>(), 2), undefined);
  });

  it('a range reaches from where it began, in either direction', () => {
    const up = choose(choose(undefined, 8, false), 4, true);
    const ids = (selection: typeof up) => chosenRows(selection, rows).map(({ id }) => id);
    assert.deepEqual(ids(up), [4, 6, 8]);
    assert.deepEqual(ids(choose(up, 10, true)), [8, 10]);
    assert.deepEqual(ids(choose(up, 2, false)), [2]);
    assert.ok(isChosen(up, 6) && !isChosen(up, 10));
  });

  it('all are all that are there now, and the current row stays', () => {
    const all = chooseAll(choose(undefined, 4, false), rows);
    assert.equal(all?.current, 4);
    assert.equal(chosenRows(all, rows.append([row(12)])).length, 5);
    assert.equal(chooseAll(undefined, LongList.of<MessageRow>()), undefined);
  });
});

/** Reads CSV as RFC 4180 describes it, with whatever separator. */
function readCsv(text: string, separator: string): string[][] {
  const cells = text.matchAll(
    new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))([${separator}]|\\r\\n)`, 'g'),
  );
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of cells) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') lines.push([]);
  }
  return lines.slice(0, -1);
}

/** What is added to it so that it is no formula. */
function withoutApostrophes(text: string): string {
  return text.replaceAll("'", '');
}

const HEADER = ['id', 'arrivedAt', 'at', 'seq', 'sender', 'processId', 'malformed', 'shortened', 'text'];
const SERVICE = { name: 'SigmaSrv', senders: { processIds: [4321], judgedUpTo: 100 } };
const AMERICAN = { listSeparator: ',', service: SERVICE };
const someText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('=', '+', '-', '@', '＝', ';', ',', '|', '\t', '\r', '\n', '"', ' '),
    fc.string({ maxLength: 1 }),
  ),
});

describe('an export', () => {
  for (const [listSeparator, separator] of [
    [',', ','],
    [';', ';'],
    ['; ', ';'],
    ['|', '|'],
    ['-', ','],
    ['', ','],
  ] as const) {
    it(`as CSV gives back any text, divided as a spreadsheet divides where lists are by “${listSeparator}”`, () => {
      fc.assert(
        fc.property(fc.array(someText), (texts) => {
          const csv = FORMATS.csv(
            texts.map((text, index) => row(index + 1, text)),
            { listSeparator, service: SERVICE },
          );
          assert.equal(csv[0], '\ufeff');
          const [header, ...lines] = readCsv(csv.slice(1), separator);
          assert.deepEqual(header, HEADER);
          assert.equal(lines.length, texts.length);
          lines.forEach((cells, index) => {
            assert.equal(cells.length, HEADER.length);
            assert.equal(withoutApostrophes(cells.at(-1) ?? ''), withoutApostrophes(texts[index] ?? ''));
          });
        }),
      );
    });
  }

  it('has no cell that a spreadsheet takes for a formula, whichever separator it divides by', () => {
    fc.assert(
      fc.property(someText, (text) => {
        const line = FORMATS.csv([row(1, text)], AMERICAN).slice(1);
        for (const cell of line.split(/[,;|\t\r\n]/)) assert.doesNotMatch(cell, /^[ "]*[=+\-@＝＋－＠]/);
      }),
    );
    for (const [value, cell] of [
      [`=cmd|' /C calc'!A0`, `"'=cmd|' /C calc'!A0"`],
      ['+1', `'+1`],
      ['-1', `'-1`],
      ['@SUM(A1)', `'@SUM(A1)`],
      ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
      ['a=b', 'a=b'],
      ['a,b', '"a,b"'],
      ['a;=1+1', `"a;'=1+1"`],
      ['a\t=1+1', `"a\t'=1+1"`],
      ['a; "=1+1', `"a; ""'=1+1"`],
      [' =1+1', ` '=1+1`],
      ['\tx', `"'\tx"`],
      ['', ''],
    ] as const) {
      assert.equal(csvCell(value), cell);
    }
  });

  it('as JSON Lines gives back what the messages are', () => {
    const message = { ...row(7, '"quoted"\\'), seq: 3, at: Date.UTC(2026, 0, 2) };
    assert.deepEqual(JSON.parse(FORMATS['json-lines']([message], AMERICAN)), {
      ...{ id: 7, arrivedAt: '2026-01-02T03:04:05.007Z', at: '2026-01-02T00:00:00.000Z' },
      ...{ seq: 3, sender: 'other', malformed: false, shortened: false, text: '"quoted"\\' },
    });
    assert.equal(FORMATS['json-lines']([row(1), row(2)], AMERICAN).split('\n').length, 3);
  });

  it('as text has one line each: local time with its offset, sender with its process, number, text', () => {
    const at = new Date(2026, 0, 2, 3, 4, 5, 6).getTime();
    const text = FORMATS.text(
      [
        { ...row(1, 'one'), at, seq: 9, pid: 4321 },
        { ...row(2, 'two'), arrivedAt: at },
        { ...row(3, 'three'), at, seq: 9, pid: 99 },
        // Later than what the SCM has been asked about.
        { ...row(101, 'four'), arrivedAt: at, pid: 99 },
      ],
      AMERICAN,
    );
    const time = String.raw`2026-01-02 03:04:05\.006[+-]\d\d:\d\d`;
    const lines = [
      'SigmaSrv\\[4321\\]  9  one',
      'other  two',
      'other\\[99\\]  9  three',
      'unknown\\[99\\]  four',
    ];
    assert.match(text, new RegExp(`^${lines.map((line) => `${time}  ${line}\\r\\n`).join('')}$`));
    const [line = ''] = text.split(' SigmaSrv');
    assert.equal(Date.parse(line.trim().replace(' ', 'T')), at);
  });
});
