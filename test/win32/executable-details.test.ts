import { SERVICE_DISPLAY_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { peer, SIGMA_SRV } from './places.ts';
import { runProgram } from './programs.ts';

/** What the system's own functions say about an executable. */
async function detailsOf(executable: string): Promise<ReadonlyMap<string, string>> {
  const { exitCode, output } = await runProgram(peer('executable-details'), [executable]);
  assert.equal(exitCode, 0, output);
  const lines = output.trim().split(/\r?\n/);
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

describe("SigmaSrv.exe's details, as the system reads them", () => {
  test('name Sigma, and of Node only the version that it runs on', async () => {
    const details = await detailsOf(SIGMA_SRV);
    assert.equal(details.get('ProductName'), 'Sigma');
    assert.equal(details.get('FileDescription'), SERVICE_DISPLAY_NAME);
    assert.equal(details.get('CompanyName'), 'Sigma contributors');
    assert.equal(details.get('OriginalFilename'), 'SigmaSrv.exe');
    assert.match(details.get('LegalCopyright') ?? '', /^Copyright .* Sigma contributors$/);
    assert.equal(details.get('Comments'), `Runs on Node.js ${process.versions.node}`);
    assert.equal(details.get('file version'), `${details.get('FileVersion') ?? ''}.0`);
    assert.equal(details.get('ProductVersion'), details.get('FileVersion'));
  });

  test('include an icon in each size that Windows asks for', async () => {
    const details = await detailsOf(SIGMA_SRV);
    assert.equal(details.get('icon groups'), '1');
    assert.equal(details.get('pictures'), '8');
    for (const size of ['16', '20', '24', '32', '40', '48', '64', '256'])
      assert.equal(details.get(`icon ${size}`), `${size} colour ffffff`);
  });

  test("include no certificate, while Node's own executable has one", async () => {
    assert.equal((await detailsOf(SIGMA_SRV)).get('certificates'), '0');
    assert.equal((await detailsOf(process.execPath)).get('certificates'), '1');
  });
});
