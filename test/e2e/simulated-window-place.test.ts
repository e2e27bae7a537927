import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { describeStandIn } from './fixture-app.ts';
import { startSigma, type SigmaApp } from './sigma-app.ts';

describeStandIn('the main window, from one run to the next', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sigma-place-'));
  });
  after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  const MAIN = { x: 0, y: 0, width: 1920, height: 1032 };
  const LEFT = { x: -1280, y: 0, width: 1280, height: 984 };
  const PLACE = { x: -1200, y: 100, width: 1000, height: 700 };

  function startWith(switches: readonly string[], screens: readonly (typeof MAIN)[]): Promise<SigmaApp> {
    const environment = { STAND_IN_SCREENS: JSON.stringify(screens) };
    return startSigma({ userDataFolder: folder, withDesktop: true, environment, switches });
  }
  const start = (...screens: readonly (typeof MAIN)[]) => startWith([], screens);
  const startHidden = (...screens: readonly (typeof MAIN)[]) => startWith(['--hidden'], screens);

  it('returns to where it was, on another screen and maximized, even if the session ended', async () => {
    {
      await using sigma = await start(MAIN, LEFT);
      const { bounds } = (await sigma.desktop.until(({ window }) => window.isVisible)).window;
      assert.deepEqual(bounds, { x: 410, y: 156, width: 1100, height: 720 });
      await sigma.desktop.act({ kind: 'move-window', bounds: PLACE });
      await sigma.desktop.act({ kind: 'maximise-window' });
      await sigma.desktop.act({ kind: 'end-session' });
      assert.equal(await sigma.ended, 0);
    }
    {
      // A window that was never shown changes nothing.
      await using unseen = await startHidden(MAIN, LEFT);
      await unseen.desktop.until(({ tray }) => tray !== undefined);
      await unseen.desktop.chooseFromTray('Exit');
      assert.equal(await unseen.ended, 0);
    }
    await using again = await start(MAIN, LEFT);
    const { window } = await again.desktop.until(({ window: { isVisible } }) => isVisible);
    assert.deepEqual([window.bounds, window.isMaximized], [PLACE, true]);
    await again.desktop.choose('File', 'Exit');
    assert.equal(await again.ended, 0);
  });

  it('fits into a small screen that is now the only one', async () => {
    await using sigma = await start({ x: 0, y: 0, width: 800, height: 560 });
    const { bounds } = (await sigma.desktop.until(({ window }) => window.isVisible)).window;
    assert.deepEqual(bounds, { x: 0, y: 0, width: 800, height: 560 });
  });
});
