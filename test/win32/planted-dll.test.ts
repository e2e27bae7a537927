import assert from 'node:assert/strict';
import { copyFileSync, cpSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { isWine, SIGMA_SRV, temporaryFolder } from './places.ts';
import { runProgram } from './programs.ts';

/** What Node imports and Windows does not keep among its known DLLs. */
const PLANTED = ['dbghelp.dll', 'iphlpapi.dll', 'userenv.dll', 'winmm.dll'];

/** What asking Windows for a signature loads, and Windows does not keep among its known DLLs either. */
const PLANTED_FOR_SIGNATURES = ['crypt32.dll', 'msasn1.dll', 'wintrust.dll'];

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

  for (const name of PLANTED_FOR_SIGNATURES) {
    test(`is not loaded to look at signatures (${name})`, async (context) => {
      if (isWine) {
        context.skip('Wine has its own DLLs of these names come first');
        return;
      }
      const folder = temporaryFolder();
      cpSync(dirname(SIGMA_SRV), folder, { recursive: true });
      writeFileSync(join(folder, name), 'no DLL');
      const { output } = await runProgram(join(folder, 'SigmaSrv.exe'), ['/check', '/json']);
      const links = JSON.parse(output) as readonly { readonly link: string; readonly ok: boolean }[];
      assert.equal(links.find(({ link }) => link === 'helper-files')?.ok, true, output);
    });
  }
});
