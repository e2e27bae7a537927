import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, cpSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { isWine, SIGMA_SRV, temporaryFolder } from './places.ts';
import { runProgram, type Finished } from './programs.ts';

/** DLLs that Node imports and that are not among Windows' known DLLs. */
const PLANTED = ['dbghelp.dll', 'iphlpapi.dll', 'userenv.dll', 'winmm.dll'];

/** DLLs that asking Windows for a signature loads, and that are not among its known DLLs either. */
const PLANTED_FOR_SIGNATURES = ['crypt32.dll', 'msasn1.dll', 'wintrust.dll'];

/** DLLs that Windows' functions load late, directly or through one another, on one version or another. */
const PLANTED_LATE = [
  ...[
    'bcrypt.dll',
    'cryptbase.dll',
    'cryptsp.dll',
    'dnsapi.dll',
    'mswsock.dll',
    'ntmarta.dll',
    'powrprof.dll',
  ],
  ...[
    'profapi.dll',
    'rsaenh.dll',
    'sspicli.dll',
    'umpdc.dll',
    'uxtheme.dll',
    'version.dll',
    'wldp.dll',
    'wtsapi32.dll',
  ],
];

/** @returns the folder of an unchanged copy */
function copied(): string {
  const folder = temporaryFolder();
  cpSync(dirname(SIGMA_SRV), folder, { recursive: true });
  return folder;
}

describe('a DLL planted beside SigmaSrv.exe', () => {
  for (const name of PLANTED) {
    test(`is not loaded (${name})`, async (context) => {
      if (isWine) {
        context.skip('Wine ignores the executable’s DependentLoadFlags');
        return;
      }
      const folder = copied();
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
        context.skip('Wine prefers its own DLLs of these names');
        return;
      }
      const folder = copied();
      writeFileSync(join(folder, name), 'no DLL');
      const { output } = await runProgram(join(folder, 'SigmaSrv.exe'), ['/check', '/json']);
      const links = JSON.parse(output) as readonly { readonly link: string; readonly ok: boolean }[];
      assert.equal(links.find(({ link }) => link === 'helper-files')?.ok, true, output);
    });
  }

  test('is not loaded late', async (context) => {
    if (isWine) {
      context.skip('Wine prefers its own DLLs of these names');
      return;
    }
    const folder = copied();
    const executable = join(folder, 'SigmaSrv.exe');
    const without = await runProgram(executable, ['/check']);
    for (const name of PLANTED_LATE) writeFileSync(join(folder, name), 'no DLL');
    assert.equal((await runProgram(executable, ['/check'])).exitCode, without.exitCode);
  });
});

describe('a koffi.node beside SigmaSrv.exe', () => {
  const koffiIn = (folder: string): string => join(folder, 'koffi.node');

  function version(folder: string): Promise<Finished> {
    return runProgram(join(folder, 'SigmaSrv.exe'), ['/version']);
  }

  test('is loaded if it is the one that SigmaSrv was built with', async () => {
    const { exitCode, output } = await version(copied());
    assert.equal(exitCode, 0, output);
  });

  test('is not loaded if it is any other, however well it works (577)', async () => {
    const folder = copied();
    appendFileSync(koffiIn(folder), '\0');
    const works = ['--eval', `process.dlopen({ exports: {} }, ${JSON.stringify(koffiIn(folder))})`];
    assert.equal((await runProgram(process.execPath, works)).exitCode, 0, 'it works as an addon');
    const { exitCode, output } = await version(folder);
    assert.equal(exitCode, 577);
    assert.match(
      output,
      /^SigmaSrv cannot run: .*koffi\.node is not the file .* \(577\)\. Install Sigma again\.\s*$/,
    );
  });

  test('is reported if it is missing (577)', async () => {
    const folder = copied();
    unlinkSync(koffiIn(folder));
    const { exitCode, output } = await version(folder);
    assert.equal(exitCode, 577);
    assert.match(output, /koffi\.node cannot be opened/);
  });
});
