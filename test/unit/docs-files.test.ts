import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../build/paths.ts';

const DOCUMENTS = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** A file or folder of the project, as the documents name it: `engine/monitor.ts`, `engine/watch/`. */
const FILE =
  /`((?:build|common|docs|electron|engine|native-bridge|renderer|service|test)\/(?:[\w./-]+\.(?:ts|tsx|nsh|md|css)|(?:[\w-]+\/)*))`/g;
/** A link to another document, or to a part of one. */
const LINK = /\]\((?!https?:)([^)#]*)/g;

test('the documents name files that there are, and lead to documents that there are', () => {
  const missing = DOCUMENTS.flatMap((document) => {
    const text = readFileSync(join(ROOT, document), 'utf8');
    const named = [...text.matchAll(FILE)].map(([, file = '']) => file);
    const linked = [...text.matchAll(LINK)].flatMap(([, link = '']) =>
      link === '' ? [] : [join(document.startsWith('docs/') ? 'docs' : '', link)],
    );
    return [...named, ...linked]
      .filter((file) => !existsSync(join(ROOT, file)))
      .map((file) => `${document}: ${file}`);
  });
  assert.deepEqual(missing, []);
});
