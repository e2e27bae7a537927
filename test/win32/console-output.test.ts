import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { peer, SIGMA_SRV, temporaryFolder } from './places.ts';
import { runProgram } from './programs.ts';
import { sigmaSrv } from './sigma-srv.ts';

/** An argument that SigmaSrv refuses, and so prints. Code page 850 has no letter of its second and third word. */
const WORDS = '/Grüße-Ωμέγα-Жук';
const REFUSAL = `Unknown argument: ${WORDS}`;
/** ERROR_INVALID_PARAMETER. */
const REFUSED = 87;

describe('what SigmaSrv prints', () => {
  test('is UTF-8 in a file', async () => {
    const { exitCode, output } = await sigmaSrv(WORDS);
    assert.equal(exitCode, REFUSED);
    assert.ok(output.startsWith(`${REFUSAL}\n`), output);
  });

  for (const codePage of ['437', '850', '65001']) {
    test(`can be read on a console with code page ${codePage}`, async () => {
      const file = join(temporaryFolder(), 'console.txt');
      const { exitCode } = await runProgram(peer('console-text'), [
        file,
        codePage,
        `"${SIGMA_SRV}" ${WORDS}`,
      ]);
      assert.equal(exitCode, REFUSED);
      const lines = readFileSync(file, 'utf8').split('\n');
      assert.equal(lines[0], REFUSAL);
      assert.ok(
        lines.includes('Run SigmaSrv /help to see every verb.'),
        'each line begins at the first column',
      );
    });
  }
});
