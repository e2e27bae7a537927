import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutVariable } from '../../build/unknown-variable.ts';

const NAME = 'SOME_VARIABLE';

test('a variable is taken from an executable, and nothing else changes', () => {
  const image = Buffer.from(`before\0${NAME}\0behind, and ${NAME} in a sentence`);
  const changed = withoutVariable(image, NAME);
  assert.equal(changed.toString(), image.toString().replace(`\0${NAME}\0`, '\0'.repeat(NAME.length + 2)));
});

test('a variable that is not there, or there twice, is an error', () => {
  for (const text of ['', NAME, `\0${NAME}`, `\0${NAME}S\0`, `\0${NAME}\0${NAME}\0`]) {
    assert.throws(() => withoutVariable(Buffer.from(text), NAME), /SOME_VARIABLE once/, JSON.stringify(text));
  }
});
