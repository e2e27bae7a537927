import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chooseHost } from '../../build/choose-host.ts';
import { launchApp } from '../../build/launch-app.ts';
import { ENGLISH } from '../../common/languages/english.ts';
import { ChildWindows } from './child-windows.ts';
import { isRunning } from './process-tree.ts';
import { isWineSuite, startSigma, type SigmaApp } from './sigma-app.ts';
import { until } from './until.ts';

const { requests, health, mailslot, frame, messages, windows } = ENGLISH;

// On a real system the window has other tests.
if (!isWineSuite && process.platform !== 'win32') {
  describe('another service that the page asks for', { timeout: 120_000 }, () => {
    let folder: string;
    let sigma: SigmaApp;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sigma-other-'));
      sigma = await startSigma({
        simulation: 'elevation-needed',
        userDataFolder: join(folder, 'user-data'),
        dialogsFolder: folder,
      });
    });
    after(async () => {
      await sigma[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    });

    const stop = `sigma.perform({ task: 'stop', service: 'Themes' }).then(({ value }) => value.kind)`;

    it('is not stopped unless the user confirms it in a dialog outside the page', async () => {
      assert.equal(await sigma.page.evaluate(stop), 'cancelled');
      const [asked = ''] = (await readFile(join(folder, 'asked.jsonl'), 'utf8')).split('\n');
      const { message, buttons } = JSON.parse(asked) as { message: string; buttons: string[] };
      assert.equal(message, 'Stop Themes?');
      assert.deepEqual(buttons, ['Cancel', 'Stop']);
    });

    it('is stopped once the user has', async () => {
      await writeFile(join(folder, 'message-box'), '1');
      assert.equal(await sigma.page.evaluate(stop), 'done');
    });
  });

  describe('a service’s life, controlled by the window’s buttons', { timeout: 180_000 }, () => {
    let folder: string;
    let userDataFolder: string;
    let sigma: SigmaApp;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sigma-life-'));
      userDataFolder = join(folder, 'user-data');
      sigma = await startSigma({
        simulation: 'not-installed',
        userDataFolder,
        dialogsFolder: folder,
        withDesktop: true,
      });
    });
    after(async () => {
      await sigma[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    });

    it('starts without a service, and says that nothing is real', async () => {
      assert.equal(sigma.bridge, 'simulated');
      await sigma.untilShown('service', health.words['not-installed']);
      await sigma.untilShown('mailslot', mailslot.words.open);
      await sigma.page.getByText(frame.simulation).waitFor();
    });

    it('installs the service', async () => {
      await sigma.button(requests.labels.install).click();
      await sigma.untilShown('service', health.words.stopped);
      await sigma
        .button(requests.labels.install)
        .and(sigma.page.getByRole('button', { disabled: true }))
        .waitFor();
    });

    it('starts it, and shows its messages as they arrive', async () => {
      await sigma.button(requests.labels.start).click();
      await sigma.untilShown('service', health.words.healthy);
      await sigma.untilNumber(1);
      await sigma.untilNumber((await sigma.latestNumber()) + 2);
      await sigma.untilShown('text', /^Sigma Support Service is running, up 0:00:\d\d$/);
    });

    it('writes the messages to the file that the user chooses, or says why it cannot', async () => {
      const format = messages.export.formats.csv;
      const saveTo = (path: string) => writeFile(join(folder, 'save-path'), path);
      const asked = () => readFile(join(folder, 'asked.jsonl'), 'utf8').catch(() => '');
      const exportMessages = async () => {
        const before = (await asked()).length;
        await sigma.button(messages.export.button).click();
        await sigma.page.getByRole('menuitem', { name: format }).click();
        await until(async () => {
          assert.ok((await asked()).length > before, 'no dialog was shown');
        });
      };
      await new ChildWindows(sigma.page).choose(windows.titles.messages);
      // The dialog is canceled.
      await exportMessages();
      assert.match(await asked(), /"defaultPath":"Sigma messages [\d -]+\.csv"/);

      const path = join(folder, 'missing', 'messages.csv');
      await saveTo(path);
      await exportMessages();
      const error = sigma.page.getByRole('alert').filter({ hasText: messages.export.failed });
      await error.filter({ hasText: 'ERROR_PATH_NOT_FOUND (3)' }).waitFor();
      await mkdir(join(folder, 'missing'));
      await exportMessages();
      await error.waitFor({ state: 'detached' });
      await sigma.page.getByRole('status').filter({ hasText: path }).waitFor();
      await sigma.button(messages.export.showInFolder).click();
      await sigma.desktop.until(({ opened }) => opened.includes(path));
      await until(async () => {
        const [header, ...rows] = (await readFile(path, 'utf8')).trim().split('\r\n');
        assert.equal(header, 'id,arrivedAt,at,seq,sender,processId,malformed,shortened,text');
        assert.ok(rows.length >= 3 && rows.every((row) => row.includes('Sigma Support Service')));
      });
    });

    it('has everything again after the window is reloaded', async () => {
      const before = await sigma.latestNumber();
      await sigma.page.reload();
      await sigma.untilShown('service', health.words.healthy);
      await sigma.untilNumber(before);
      const rows = (await sigma.snapshot()).messages.length;
      assert.ok(rows >= before, `${String(rows)} messages after ${String(before)}`);
      await sigma.untilNumber(before + 2);
    });

    it('keeps the window when the same user starts a second Sigma, which ends', async () => {
      const host = await chooseHost({ isWine: false });
      const second = await launchApp({ host, isHeadless: true, isWine: false, userDataFolder });
      assert.equal(await second.ended, 0);
      await sigma.untilNumber((await sigma.latestNumber()) + 1);
    });

    it('stops it', async () => {
      await sigma.button(requests.labels.stop).click();
      await sigma.untilShown('service', health.words.stopped);
    });

    it('uninstalls it', async () => {
      await sigma.button(requests.labels.uninstall).click();
      await sigma.button(requests.uninstalling.confirm).click();
      await sigma.untilShown('service', health.words['not-installed']);
      await sigma
        .button(requests.labels.start)
        .and(sigma.page.getByRole('button', { disabled: true }))
        .waitFor();
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
}
