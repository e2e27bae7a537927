import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { writeHelperHashes } from '../../build/app-with-service.ts';
import { bundledHelper } from '../../electron/bundled-helper.ts';

const EXECUTABLE = String.raw`C:\Program Files\Sigma\resources\service\SigmaSrv.exe`;
/** Of the three bytes "abc", from FIPS 180-2. */
const SHA256_OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('the helper beside the client', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sigma-helper-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is what the build says it is', async () => {
    const file = join(folder, 'SigmaSrv.exe');
    await writeFile(file, 'abc');
    await writeHelperHashes([file], join(folder, 'helper.json'));
    assert.deepEqual(await bundledHelper(EXECUTABLE, folder), {
      executable: EXECUTABLE,
      sha256: { 'SigmaSrv.exe': SHA256_OF_ABC },
    });
  });

  for (const damaged of [undefined, '', '[]', '{"SigmaSrv.exe":""}', '{"SigmaSrv.exe":"ABC"}']) {
    it(`is nothing that anybody vouches for if the build's word is ${damaged ?? 'missing'}`, async () => {
      if (damaged !== undefined) await writeFile(join(folder, 'helper.json'), damaged);
      assert.deepEqual((await bundledHelper(EXECUTABLE, folder)).sha256, {});
    });
  }
});
