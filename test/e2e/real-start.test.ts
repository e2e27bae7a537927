import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { ROOT } from '../../build/paths.ts';
import { run } from '../../build/run.ts';
import { describeReal } from './real-system.ts';

describeReal('npm start -- --wine, which nobody sees', () => {
  it('installs and starts the service in a Windows of its own, and shows its status', async (test) => {
    if (process.platform === 'win32') {
      test.skip('Windows needs no Wine');
      return;
    }
    const start = [join(ROOT, 'build', 'start.ts'), '--wine', '--headless', '--exit-after', '5'];
    const env = { ...process.env, WINEPREFIX: undefined };
    const { code, output } = await run(process.execPath, start, { output: 'capture', env });
    assert.equal(code, 0, output);
    assert.match(output, /^status: Sigma Support Service is running, .*\[Running; .*No\. [3-9]\]$/m);
  });
});
