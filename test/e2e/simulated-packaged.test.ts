import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, it } from 'node:test';
import { TOAST_ACTIVATOR_CLSID } from '../../common/product.ts';
import { DEFAULT_SETTINGS } from '../../common/settings.ts';
import { UpdateServer } from '../unit/update-server.ts';
import { describeStandIn } from './fixture-app.ts';
import { startSigma, type SigmaApp, type SigmaOptions } from './sigma-app.ts';

/** What only an installed Sigma does: start with Windows, and look for updates. */
describeStandIn('a packaged Sigma', () => {
  let folder: string;
  let resources: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sigma-packaged-'));
    resources = await mkdtemp(join(tmpdir(), 'sigma-resources-'));
  });
  afterEach(async () => {
    for (const made of [folder, resources]) await rm(made, { recursive: true, force: true, maxRetries: 5 });
  });

  function start(options: SigmaOptions = {}): Promise<SigmaApp> {
    const environment = { STAND_IN_PACKAGED: resources, ...options.environment };
    return startSigma({ ...options, environment, userDataFolder: folder, withDesktop: true });
  }

  it('starts with Windows, hidden, while that is chosen, and looks for no update without an address', async () => {
    const settings = { ...DEFAULT_SETTINGS, startWithWindows: true };
    await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
    {
      // As after reinstalling: Windows does not have the entry yet.
      await using sigma = await start();
      const { run } = (await sigma.desktop.model()).windows;
      assert.match(run['Sigma'] ?? '', / --hidden$/);
      await sigma.page.evaluate(`sigma.changeSettings({ startWithWindows: false })`);
      await sigma.desktop.until(({ windows }) => windows.run['Sigma'] === undefined);
      await sigma.page.evaluate(`sigma.changeSettings({ startWithWindows: true })`);
      await sigma.desktop.until(({ windows }) => windows.run['Sigma'] !== undefined);
      await sigma.page.evaluate(`sigma.changeSettings({ startWithWindows: false })`);
      await sigma.desktop.until(({ windows }) => windows.run['Sigma'] === undefined);
    }
    await using again = await start({ switches: ['--hidden'] });
    const { window, windows } = await again.desktop.until(({ tray }) => tray !== undefined);
    assert.equal(window.isVisible, false);
    assert.deepEqual(windows.run, {});
    assert.deepEqual((await again.snapshot()).view.updates, { kind: 'disabled', obstacle: 'no-address' });
  });

  it('finds an update automatically, rejects one without a trusted signature, and can notify the user', async () => {
    await using server = await UpdateServer.start();
    server.publish('9.9.9', Buffer.from('installer'));
    const configuration = { provider: 'generic', url: server.address, publisherName: 'Sigma' };
    // JSON is YAML.
    await writeFile(join(resources, 'app-update.yml'), JSON.stringify(configuration));
    const certificate = join(folder, 'certificate.pem');
    await writeFile(certificate, UpdateServer.certificate);
    await using sigma = await start({
      simulation: 'service-crashes',
      environment: { NODE_EXTRA_CA_CERTS: certificate, XDG_CACHE_HOME: join(folder, 'cache') },
    });
    await sigma.untilSnapshot(({ view }) => view.updates.kind === 'available');
    await sigma.page.evaluate('sigma.downloadUpdate()');
    await sigma.untilSnapshot(({ view }) => view.updates.kind === 'failed');
    const { updates } = (await sigma.snapshot()).view;
    assert.equal(updates.kind === 'failed' ? updates.failure : updates.kind, 'signature');
    // Without these Windows shows no notification, and a click on one reaches nothing.
    const { windows } = await sigma.desktop.until(({ notifications }) => notifications.length > 0);
    assert.equal(windows.shortcuts['Sigma.lnk']?.appUserModelId, 'Sigma');
    assert.equal(windows.shortcuts['Sigma.lnk'].toastActivatorClsid, TOAST_ACTIVATOR_CLSID);
    assert.deepEqual(Object.keys(windows.classes), [TOAST_ACTIVATOR_CLSID]);
  });

  it('differs from an unpackaged one, which shows no notifications and leaves nothing in Windows', async () => {
    const settings = { ...DEFAULT_SETTINGS, startWithWindows: true };
    await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
    await using sigma = await start({
      simulation: 'service-crashes',
      switches: ['--hidden'],
      environment: { STAND_IN_PACKAGED: undefined },
    });
    await sigma.desktop.until(({ tray }) => tray?.picture === 'tray-error');
    const { notifications, windows } = await sigma.desktop.model();
    assert.deepEqual(notifications, []);
    assert.deepEqual(windows, { run: {}, shortcuts: {}, classes: {} });
  });
});
