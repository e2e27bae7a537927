import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { join } from 'node:path';
import { ROOT } from '../../build/paths.ts';
import { run, type RunResult } from '../../build/run.ts';
import { runs32BitPrograms } from '../../build/runs-32-bit.ts';
import { WinePrefix } from '../../build/wine.ts';
import { SIGMA_SRV } from './real-system.ts';
import { isWineSuite } from './sigma-app.ts';

/** How long one command may take, in milliseconds. */
const LONGEST_RUN_MS = 120_000;

/** Runs one of the scripts in build/ to its end. @param place the value of WINEPREFIX */
function runScript(name: string, parameters: readonly string[], place?: string): Promise<RunResult> {
  return run(process.execPath, [join(ROOT, 'build', name), ...parameters], {
    output: 'capture',
    env: { ...process.env, WINEPREFIX: place },
    signal: AbortSignal.timeout(LONGEST_RUN_MS),
  });
}

// Windows needs no Wine.
if (isWineSuite) {
  describe('npm start -- --wine --headless', () => {
    it('installs and starts the service in a separate Windows, and shows its status', async () => {
      const { code, output } = await runScript('start.ts', ['--wine', '--headless', '--exit-after', '5']);
      assert.equal(code, 0, output);
      assert.match(output, /^status: Sigma Support Service is running, .*\[Running; .*No\. [3-9]\]$/m);
    });
  });

  describe('npm run wine', () => {
    let prefix: WinePrefix;

    before(async () => {
      prefix = await WinePrefix.temporary();
    });
    after(() => prefix.close());

    function wine(...parameters: readonly string[]): Promise<RunResult> {
      return runScript('run-in-wine.ts', parameters, prefix.path);
    }

    it('prints its usage if no program is named (87)', async () => {
      const { code, output } = await wine();
      assert.equal(code, 87);
      assert.match(output, /^Usage: npm run -s wine -- PROGRAM/);
    });

    it('ends with the program’s exit code', async () => {
      assert.equal((await wine('cmd', '/c', 'exit 7')).code, 7);
    });

    it('prints even a Node program’s output to a pipe', async () => {
      const { code, output } = await wine(SIGMA_SRV, '/version');
      assert.equal(code, 0);
      assert.match(output, /^SigmaSrv \d+\.\d+\.\d+/);
    });

    it('runs 32-bit programs', async (t) => {
      if (!(await runs32BitPrograms())) {
        t.skip('this computer cannot run 32-bit programs');
        return;
      }
      const cmd = String.raw`C:\windows\syswow64\cmd.exe`;
      const { code, output } = await wine(cmd, '/c', 'echo %PROCESSOR_ARCHITECTURE%& exit 3');
      assert.equal(output.trim(), 'x86');
      assert.equal(code, 3);
    });

    it('wineserver -k ends everything that runs there', async () => {
      const slot = String.raw`\\.\mailslot\sigma-test`;
      const running = wine(peer('hung-client'), slot, '600');
      const post = (): Promise<number> => prefix.run(peer('article-poster'), [slot, 'anybody there?']);
      const deadline = AbortSignal.timeout(LONGEST_RUN_MS);
      // The mailslot does not exist until the program runs.
      let code = await post();
      while (code === 2 && !deadline.aborted) code = await post();
      assert.equal(code, 0);
      assert.equal((await wine('wineserver', '-k')).code, 0);
      await running;
      assert.equal(await post(), 2);
    });
  });
}

function peer(name: string): string {
  return join(ROOT, 'out', 'test', 'peers', `${name}.exe`);
}
