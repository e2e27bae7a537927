import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { chooseHost } from '../../build/choose-host.ts';
import { launchApp } from '../../build/launch-app.ts';
import { isRunning } from './process-tree.ts';
import { isWineSuite, startSigma, type SigmaApp } from './sigma-app.ts';

/** The whole window on the simulated computer: what a person sees and does. */
function describeSimulated(name: string, define: () => void): void {
  // With a real system behind it the window has tests of its own.
  if (!isWineSuite && process.platform !== 'win32') describe(name, { timeout: 120_000 }, define);
}

describeSimulated('from no service to a running one and back', () => {
  let sigma: SigmaApp;

  before(async () => {
    sigma = await startSigma({ simulation: 'not-installed' });
  });
  after(() => sigma[Symbol.asyncDispose]());

  it('begins without a service, and says that nothing is real', async () => {
    assert.equal(sigma.bridge, 'simulated');
    await sigma.untilShown('service', 'Not installed');
    await sigma.untilShown('mailslot', 'Mailslot open');
    await sigma.page.getByText('Simulation: no real service is touched.').waitFor();
  });

  it('installs the service', async () => {
    await sigma.button('Install service').click();
    await sigma.untilShown('service', 'Stopped');
    assert.equal(await sigma.button('Install service').isEnabled(), false);
  });

  it('starts it, and shows its messages as they come', async () => {
    await sigma.button('Start').click();
    await sigma.untilShown('service', 'Running');
    await sigma.untilNumber(1);
    await sigma.untilNumber((await sigma.latestNumber()) + 2);
    await sigma.untilShown('text', /^Sigma Support Service is running, up 0:00:\d\d$/);
  });

  it('has everything again after the window was loaded anew', async () => {
    const before = await sigma.latestNumber();
    await sigma.page.reload();
    await sigma.untilShown('service', 'Running');
    await sigma.untilNumber(before);
    const rows = await sigma.page.evaluate<number>(
      'sigma.snapshot().then((answer) => answer.value.messages.length)',
    );
    assert.ok(rows >= before, `${String(rows)} messages after ${String(before)}`);
    await sigma.untilNumber(before + 2);
  });

  it('stops it', async () => {
    await sigma.button('Stop').click();
    await sigma.untilShown('service', 'Stopped');
    // What it had posted may still be on its way.
    let last: number;
    do {
      last = await sigma.latestNumber();
      await setTimeout(2500);
    } while ((await sigma.latestNumber()) !== last);
  });

  it('uninstalls it', async () => {
    await sigma.button('Uninstall service').click();
    await sigma.untilShown('service', 'Not installed');
    assert.equal(await sigma.button('Start').isEnabled(), false);
  });

  it('leaves nothing running when its window is closed', async () => {
    const ids = await sigma.processIds();
    assert.ok(ids.length >= 3, 'the launcher, the main process and the browser');
    assert.equal(await sigma.close(), 0);
    const running = await Promise.all(ids.map(isRunning));
    assert.deepEqual(
      ids.filter((_, index) => running[index]),
      [],
    );
  });
});

describeSimulated('when the system says no', () => {
  it('a refused prompt is told quietly', async () => {
    await using sigma = await startSigma({ simulation: 'not-installed,elevation-cancelled' });
    await sigma.untilShown('service', 'Not installed');
    await sigma.button('Install service').click();
    await sigma.page
      .getByText('The administrator prompt was answered with No. Nothing was changed.')
      .waitFor();
    assert.equal(await sigma.page.getByText('ERROR_').count(), 0);
    await sigma.untilShown('service', 'Not installed');
    assert.equal(await sigma.button('Install service').isEnabled(), true);
  });

  it('start and stop work through the prompt where the rights do not suffice', async () => {
    await using sigma = await startSigma({ simulation: 'elevation-needed' });
    await sigma.untilShown('service', 'Running');
    await sigma.button('Stop').click();
    await sigma.untilShown('service', 'Stopped');
    await sigma.button('Start').click();
    await sigma.untilShown('service', 'Running');
  });

  it('a mailslot that is taken is told, and the service is shown all the same', async () => {
    await using sigma = await startSigma({ simulation: 'mailslot-taken' });
    await sigma.untilShown('mailslot', 'Mailslot taken');
    await sigma.untilShown('service', 'Running');
    await sigma.page.getByText('ERROR_ALREADY_EXISTS (183)').waitFor();
    await sigma.button('Copy details').click();
    await sigma.button('Copied').waitFor();
  });
});

describeSimulated('a second Sigma of the same user', () => {
  it('leaves the window to the first and ends', async () => {
    const userDataFolder = await mkdtemp(join(tmpdir(), 'sigma-second-'));
    try {
      await using first = await startSigma({ userDataFolder });
      const host = await chooseHost({ isWine: false });
      const second = await launchApp({ host, isHeadless: true, isWine: false, userDataFolder });
      assert.equal(await second.ended, 0);
      await first.untilShown('service', 'Running');
    } finally {
      await rm(userDataFolder, { recursive: true, force: true });
    }
  });
});
