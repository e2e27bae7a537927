import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../../build/paths.ts';

const TEXT = readFileSync(join(ROOT, 'docs', 'security.md'), 'utf8').replaceAll(/\s+/g, ' ');
const BOUNDARIES = TEXT.split(' ## ').slice(1, -1);

/** A file's name, and the names of tests in it: `test/….ts`: “one”, “another” */
const QUOTES = /`(test\/[^`]+\.ts)`((?:[:,] “[^”]+”)+)/g;

interface Quote {
  readonly file: string;
  readonly test: string;
}

function quotesIn(text: string): Quote[] {
  return [...text.matchAll(QUOTES)].flatMap(([, file = '', names = '']) =>
    [...names.matchAll(/“([^”]+)”/g)].map(([, test = '']) => ({ file, test })),
  );
}

/** What the file calls its tests; what is put into a name can be anything. */
function testNamesIn(file: string): readonly RegExp[] {
  const source = readFileSync(join(ROOT, file), 'utf8');
  return [...source.matchAll(/\b(?:it|test)\(\s*(['"`])((?:\\.|(?!\1).)*)\1/gs)].map(([, , name = '']) => {
    const parts = name.split(/\$\{[^}]*\}/).map((part) => escaped(part.replaceAll('\\', '')));
    return new RegExp(`^${parts.join('.+')}$`);
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

describe('docs/security.md', () => {
  it('quotes tests that there are', () => {
    const missing = quotesIn(TEXT).filter(
      ({ file, test }) => !testNamesIn(file).some((name) => name.test(test)),
    );
    assert.deepEqual(missing, []);
  });

  it('quotes nothing in a way that is not checked', () => {
    assert.equal([...TEXT.matchAll(/“/g)].length, quotesIn(TEXT).length);
  });

  it('has tests for every boundary', () => {
    assert.equal(BOUNDARIES.length, 6);
    for (const boundary of BOUNDARIES) assert.ok(quotesIn(boundary).length > 0, boundary.slice(0, 60));
  });
});
