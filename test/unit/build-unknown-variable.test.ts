import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutVariable } from '../../build/unknown-variable.ts';

const NAME = 'SOME_VARIABLE';

test('a variable is taken from an executable, and nothing else changes', () => {
  const inSnapshot = `\r\0\0\0${NAME}\0`;
  const image = Buffer.from(`${inSnapshot}before\0${NAME}\0behind, and ${NAME} in a sentence`);
  const changed = withoutVariable(image, NAME);
  const blank = '\0'.repeat(NAME.length + 2);
  assert.equal(changed.toString(), image.toString().replace(`before\0${NAME}\0`, `before${blank}`));
});

test('a variable that is not there, or there twice, is an error', () => {
  for (const text of [
    '',
    NAME,
    `x\0${NAME}`,
    `x\0${NAME}S\0`,
    `x\0${NAME}\0y\0${NAME}\0`,
    `\r\0\0\0${NAME}\0`,
  ]) {
    assert.throws(() => withoutVariable(Buffer.from(text), NAME), /SOME_VARIABLE once/, JSON.stringify(text));
  }
});
