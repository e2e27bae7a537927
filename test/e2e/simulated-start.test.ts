import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { electronBinary } from '../../build/electron-binary.ts';
import { ROOT } from '../../build/paths.ts';
import { run, type RunResult } from '../../build/run.ts';

/** Longer than any start here takes, in milliseconds. */
const START_TIMEOUT_MS = 60_000;

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

describe('npm start', { timeout: 120_000 }, () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sigma-start-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  function start(parameters: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<RunResult> {
    return run(process.execPath, [join(ROOT, 'build', 'start.ts'), ...parameters], {
      output: 'capture',
      env: { ...process.env, ...environment },
      signal: AbortSignal.timeout(START_TIMEOUT_MS),
    });
  }

  it('prints the status bar as it changes, takes a screenshot, and ends when told to', async () => {
    const picture = join(folder, 'sigma.png');
    const { code, output } = await start(['--headless', '--exit-after', '6', '--screenshot', picture]);
    assert.equal(code, 0, output);
    assert.match(output, /^Sigma runs on .+, with a simulated service and mailslot\.$/m);
    const numbers = [...output.matchAll(/^status: Sigma Support Service is running, .*No\. (\d+)\]$/gm)];
    assert.ok(numbers.length >= 3, output);
    assert.deepEqual((await readFile(picture)).subarray(0, 4), PNG_SIGNATURE);
  });

  it('prints its usage for arguments that it does not understand, and starts nothing (87)', async () => {
    for (const parameters of [['--headles'], ['now'], ['--exit-after', 'soon'], ['--exit-after']]) {
      const { code, output } = await start(parameters);
      assert.equal(code, 87, parameters.join(' '));
      assert.match(output, /^Usage: npm start/m);
    }
  });

  // Only Node is on this path: neither a browser nor Wine can be found.
  async function bareEnvironment(): Promise<NodeJS.ProcessEnv> {
    const bare = await mkdtemp(join(folder, 'bare-'));
    await symlink(process.execPath, join(bare, 'node'));
    return { PATH: bare };
  }

  it('says that the browser is missing and how to get it', async (test) => {
    if ((await electronBinary()) !== undefined) {
      test.skip('Electron is installed, so no browser is needed');
      return;
    }
    const { code, output } = await start(['--headless'], await bareEnvironment());
    assert.equal(code, 1);
    assert.match(output, /Chromium is missing.*npm run setup.*apt-get install chromium/s);
  });

  it('says that Wine is missing and how to get it', async () => {
    const { code, output } = await start(['--headless', '--wine'], await bareEnvironment());
    assert.equal(code, 1);
    assert.match(
      output,
      /Wine is missing.*npm run setup.*apt-get install util-linux mount debian-archive-keyring/s,
    );
  });
});
