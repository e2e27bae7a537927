import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutVariables } from '../../build/unknown-variables.ts';

const NAME = 'SOME_VARIABLE';

test('variables are taken from an executable, and nothing else changes', () => {
  const inSnapshot = `\r\0\0\0${NAME}\0`;
  const wide = Buffer.from('WIDE\0', 'utf16le').toString();
  const image = Buffer.from(`${inSnapshot}before\0${NAME}\0OTHER\0behind, and ${NAME} in a sentence${wide}`);
  const changed = withoutVariables(image, ['OTHER', NAME], ['WIDE']);
  assert.equal(
    changed.toString(),
    image
      .toString()
      .replace(`before\0${NAME}\0OTHER\0`, 'before\0\0OME_VARIABLE\0\0THER\0')
      .replace(wide, wide.replace('W', '\0')),
  );
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
    assert.throws(
      () => withoutVariables(Buffer.from(text), [NAME], []),
      /SOME_VARIABLE once/,
      JSON.stringify(text),
    );
  }
});
