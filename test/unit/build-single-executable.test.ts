import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withBlownFuse } from '../../build/single-executable.ts';

const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

describe('withBlownFuse', () => {
  test('changes the one character that Node looks at, and not the original', () => {
    const node = Buffer.from(`before ${FUSE}:0 after`, 'latin1');
    assert.equal(withBlownFuse(node).toString('latin1'), `before ${FUSE}:1 after`);
    assert.equal(node.toString('latin1'), `before ${FUSE}:0 after`);
  });

  test('refuses an executable that is none of Node, carries a script already, or leaves a doubt', () => {
    for (const content of ['', `${FUSE}:1`, FUSE, `${FUSE}:0${FUSE}:0`, `${FUSE}:1${FUSE}:0`])
      assert.throws(
        () => withBlownFuse(Buffer.from(content, 'latin1')),
        /not an executable of Node/,
        content,
      );
  });
});
