import assert from 'node:assert/strict';
import { copyFileSync, cpSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { isWine, SIGMA_SRV, temporaryFolder } from './places.ts';
import { runProgram } from './programs.ts';

/** What Node imports and Windows does not keep among its known DLLs. */
const PLANTED = ['dbghelp.dll', 'iphlpapi.dll', 'userenv.dll', 'winmm.dll'];

describe('a DLL that somebody put beside SigmaSrv.exe', () => {
  for (const name of PLANTED) {
    test(`is not loaded (${name})`, async (context) => {
      if (isWine) {
        context.skip('Wine takes no notice of the executable’s DependentLoadFlags');
        return;
      }
      const folder = temporaryFolder();
      cpSync(dirname(SIGMA_SRV), folder, { recursive: true });
      const node = join(folder, 'node.exe');
      copyFileSync(process.execPath, node);
      writeFileSync(join(folder, name), 'no DLL');
      assert.notEqual((await runProgram(node, ['--version'])).exitCode, 0, 'Node itself wants to load it');
      assert.equal((await runProgram(join(folder, 'SigmaSrv.exe'), ['/version'])).exitCode, 0);
    });
  }
});
