import assert from 'node:assert/strict';
import { appendFileSync, cpSync, existsSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, test } from 'node:test';
import { NO_WINDOW, type Helper } from '../../native-bridge/bridge.ts';
import { holdHelper } from '../../native-bridge/win32/held-file.ts';
import { win32Elevation } from '../../native-bridge/win32/elevation.ts';
import { failsWith } from '../conformance/expectations.ts';
import { isWine, sha256OfFilesIn, SIGMA_SRV, temporaryFolder } from './places.ts';
import { runProgram, until } from './programs.ts';

const DEADLINE_MS = 60_000;

describe('the helper, before it gets administrator rights', () => {
  let folder: string;
  let helper: Helper;

  beforeEach(() => {
    folder = temporaryFolder();
    cpSync(dirname(SIGMA_SRV), folder, { recursive: true });
    helper = { executable: join(folder, 'SigmaSrv.exe'), sha256: sha256OfFilesIn(folder) };
  });

  function run(): Promise<number> {
    return win32Elevation.runElevated(helper, { verb: '/stop' }, DEADLINE_MS, NO_WINDOW);
  }

  test('runs if every file is the one that was built', async () => {
    assert.equal(await run(), 1060, 'there is no service to be stopped');
  });

  for (const name of ['SigmaSrv.exe', 'koffi.node']) {
    test(`does not run with another ${name} (577)`, async () => {
      appendFileSync(join(folder, name), 'x');
      await failsWith(577, run());
    });

    test(`does not run without ${name} (2)`, async () => {
      rmSync(join(folder, name));
      await failsWith(2, run());
    });

    test(`does not run while another program has ${name} open for writing (32)`, async () => {
      const file = await open(join(folder, name), 'r+');
      try {
        await failsWith(32, run());
      } finally {
        await file.close();
      }
    });

    test(`keeps ${name} from being written, replaced or deleted from before the check until it is released`, () => {
      const path = join(folder, name);
      const held = holdHelper(helper);
      try {
        assert.throws(() => {
          writeFileSync(path, 'x');
        });
        assert.throws(() => {
          rmSync(path);
        });
        assert.throws(() => {
          renameSync(path, `${path}.old`);
        });
      } finally {
        held[Symbol.dispose]();
      }
      rmSync(path);
      assert.ok(!existsSync(path));
    });
  }

  test('is what runs, even if the user’s own classes name another program', async (context) => {
    if (isWine) {
      context.skip(
        'Wine passes on no parameters when told whose classes to search, and gives none of them precedence',
      );
      return;
    }
    const key = String.raw`HKCU\Software\Classes\exefile\shell\runas\command`;
    const witness = join(folder, 'witness');
    const other = `"${process.execPath}" -e "require('node:fs').writeFileSync('${witness.replaceAll('\\', '/')}', '')"`;
    try {
      const { exitCode, output } = await runProgram('reg.exe', ['add', key, '/ve', '/d', other, '/f']);
      assert.equal(exitCode, 0, output);
      assert.equal(await run(), 1060);
      assert.ok(!existsSync(witness));
    } finally {
      await runProgram('reg.exe', ['delete', String.raw`HKCU\Software\Classes\exefile`, '/f']);
    }
  });

  test('is waited for no longer than asked (258), and stays held until it has ended', async () => {
    await failsWith(258, win32Elevation.runElevated(helper, { verb: '/stop' }, 1, NO_WINDOW));
    const path = join(folder, 'SigmaSrv.exe');
    assert.throws(() => {
      renameSync(path, `${path}.old`);
    });
    await until('its files are released', () => {
      try {
        renameSync(path, `${path}.old`);
        return true;
      } catch {
        return false;
      }
    });
  });

  test('runs from its real folder, not from where a link points now', async (context) => {
    if (isWine) {
      context.skip('Wine makes no links');
      return;
    }
    const link = join(temporaryFolder(), 'link');
    symlinkSync(folder, link, 'junction');
    helper = { ...helper, executable: join(link, 'SigmaSrv.exe') };
    const held = holdHelper(helper);
    assert.equal(held.executable.toLowerCase(), join(folder, 'SigmaSrv.exe').toLowerCase());
    held[Symbol.dispose]();
    assert.equal(await run(), 1060);
  });

  test('does not run without hashes of its files (577)', async () => {
    helper = { ...helper, sha256: {} };
    await failsWith(577, run());
  });

  test('does not run with an unknown verb, whatever the types say (87)', async () => {
    const verb = '/stop & calc.exe' as '/stop';
    await failsWith(87, win32Elevation.runElevated(helper, { verb }, DEADLINE_MS, NO_WINDOW));
  });
});
