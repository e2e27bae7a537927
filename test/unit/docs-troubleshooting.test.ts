import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../build/paths.ts';
import { describeWin32Code } from '../../common/win32-codes.ts';
import { WIN32_NAMES } from '../../common/win32-names.ts';

const guide = await readFile(join(ROOT, 'docs', 'troubleshooting.md'), 'utf8');

/** The table's rows by error code. */
const ROWS = [...guide.matchAll(/^\| (\d+) +\| (\w+) +\| (.*?) +\| (.*?) +\|$/gm)];

/** Markdown has marks of its own in front of a backslash and around a name. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*]/g, '');
}

test('the guide has a row for every code that Sigma explains, and for no other', () => {
  assert.deepEqual(
    ROWS.map(([, code, name]) => [code, name]),
    Object.entries(WIN32_NAMES),
  );
});

test('the guide says of each code what the window says', () => {
  for (const [, code, , explanation = '', nextStep = ''] of ROWS) {
    const described = describeWin32Code(Number(code));
    assert.ok(plain(explanation).startsWith(plain(described.explanation)), explanation);
    assert.ok(plain(nextStep).startsWith(plain(described.nextStep)), nextStep);
  }
});
