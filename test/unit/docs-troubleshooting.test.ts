import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../build/paths.ts';
import { codeExplanation, codeNextStep } from '../../common/error-words.ts';
import { ENGLISH } from '../../common/languages/english.ts';
import { WIN32_CODES } from '../../common/win32-codes.ts';

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
    Object.entries(WIN32_CODES).map(([name, code]) => [String(code), name]),
  );
});

test('the guide says of each code what the window says', () => {
  for (const [, code, , explanation = '', nextStep = ''] of ROWS) {
    assert.ok(plain(explanation).startsWith(plain(codeExplanation(ENGLISH, Number(code)))), explanation);
    assert.ok(plain(nextStep).startsWith(plain(codeNextStep(ENGLISH, Number(code)))), nextStep);
  }
});
