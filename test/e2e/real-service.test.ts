import { MAILSLOT_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { HOSTILE_MESSAGES, writeHostileMessages } from '../win32/hostile-messages.ts';
import { ChildWindows } from './child-windows.ts';
import { isRunning } from './process-tree.ts';
import { describeReal, RealSystem, SIGMA_SRV } from './real-system.ts';
import { isWineSuite, type SigmaApp } from './sigma-app.ts';
import type { Windows } from './windows.ts';

/** Where the service is registered: others could change it in the folder where it is built. */
const REGISTERED = String.raw`C:\Program Files\Sigma Service\SigmaSrv.exe`;

async function processId(sigma: SigmaApp): Promise<number | undefined> {
  const { scm: service } = (await sigma.snapshot()).view;
  return service.kind === 'present' ? service.status.processId : undefined;
}

describeReal('Sigma on a real system', () => {
  let system: RealSystem;
  let windows: Windows;
  /** Shared by all tests; the last one closes it. */
  let sigma: SigmaApp;

  before(async () => {
    system = await RealSystem.open();
    windows = system.windows;
    sigma = await system.startSigma();
  });
  after(() => system[Symbol.asyncDispose]());

  describe('a service’s life, controlled by the window’s buttons', () => {
    it('starts without a service, on the real system', async () => {
      assert.equal(sigma.bridge, 'win32');
      await sigma.untilShown('service', 'Not installed');
      await sigma.untilShown('mailslot', 'Mailslot open');
      assert.equal(await sigma.page.getByText('Simulation').count(), 0);
    });

    it('Install service: the service is in the SCM, with a quoted image path', async () => {
      await sigma.button('Install service').click();
      await sigma.untilShown('service', /^Stopped$/);
      assert.equal(await windows.serviceValue('ImagePath'), `"${REGISTERED}"`);
      assert.equal(await windows.serviceValue('DisplayName'), 'Sigma Support Service');
      assert.equal(await windows.serviceState(), 'STOPPED');
    });

    it('Start: the service runs, and its numbers rise in the status bar', async () => {
      await sigma.button('Start').click();
      await sigma.untilShown('service', /^Running$/);
      assert.equal(await windows.serviceState(), 'RUNNING');
      await sigma.untilNumber(2);
      await sigma.untilNumber((await sigma.latestNumber()) + 3);
      await sigma.untilShown('text', /^Sigma Support Service is running, up 0:00:\d\d$/);
    });

    it('when its process is killed, the window says so, and why', async () => {
      const { scm: service } = (await sigma.snapshot()).view;
      assert.ok(service.kind === 'present' && service.status.processId !== undefined);
      await windows.output('taskkill.exe', ['/f', '/pid', String(service.status.processId)]);
      await sigma.untilShown('service', /^Stopped with an error$/);
      await sigma.untilShown('text', 'ERROR_PROCESS_ABORTED (1067)');
    });

    it('Start again: the service runs in a new process, and numbers its messages from 1', async () => {
      await sigma.button('Start').click();
      await sigma.untilShown('service', /^Running$/);
      await sigma.untilSnapshot(({ messages }) => messages.filter(({ seq }) => seq === 1).length === 2);
    });

    it('Check Sigma: every link works, from the last post to the files of this build', async () => {
      await new ChildWindows(sigma.page).choose('Open Check Sigma');
      const links = sigma.page.getByRole('region', { name: 'Check Sigma' }).getByRole('listitem');
      const link = (name: string) => links.filter({ hasText: new RegExp(`^${name} Works`) });
      await link('Mailslot').getByText('This Sigma owns').waitFor();
      const pid = String(await processId(sigma));
      await link('Posting').getByText(`The last status message from the service (process ${pid})`).waitFor();
      await link('Service').getByText(`Registered as "${REGISTERED}", state: running.`).waitFor();
      await link('Helper files').getByText('are the original files of this build').waitFor();
      await sigma.statusPart('service').click();
    });

    it('Pause and Resume', async () => {
      await sigma.button('Pause').click();
      await sigma.untilShown('service', /^Paused$/);
      assert.equal(await windows.serviceState(), 'PAUSED');
      await sigma.button('Resume').click();
      await sigma.untilShown('service', /^Running$/);
      assert.equal(await windows.serviceState(), 'RUNNING');
    });

    it('Restart: the service runs in another process', async () => {
      await sigma.statusPart('service').click();
      const before = await processId(sigma);
      await sigma.button('Restart').click();
      await sigma.untilIdle();
      await sigma.untilShown('service', /^Running$/);
      assert.notEqual(await processId(sigma), before);
      assert.equal(await windows.serviceState(), 'RUNNING');
    });

    it('Posting interval: it is written to the registry, and takes effect immediately', async () => {
      await new ChildWindows(sigma.page).choose('Open Settings');
      await sigma.page.getByLabel('Posting interval').selectOption({ label: 'Every 250 ms' });
      await sigma.button('Apply').click();
      await sigma.untilIdle();
      assert.equal(await windows.serviceValue('PostIntervalMs', 'Parameters'), '0xfa');
      const { view } = await sigma.snapshot();
      assert.ok(view.scm.kind === 'present');
      assert.equal(view.scm.configuration?.postIntervalMs, 250);
      const before = await sigma.latestNumber();
      await sigma.untilNumber(before + 8);
      await sigma.statusPart('service').click();
    });

    it('Allow control without a prompt: it is granted, or refused if the system keeps no access lists', async () => {
      await sigma.button('Allow control without a prompt').click();
      if (isWineSuite) {
        await sigma.page.getByText("Couldn't grant permission.").waitFor();
        await sigma.page.getByText('ERROR_BAD_CONFIGURATION (1610)').waitFor();
        await sigma.button('Dismiss').click();
      } else {
        await sigma.button('Require approval again').click();
        await sigma.button('Allow control without a prompt').waitFor();
      }
    });

    it('Repair: lost files are restored, and the service starts', async () => {
      await sigma.button('Stop').click();
      await sigma.untilShown('service', /^Stopped$/);
      await windows.output('cmd.exe', ['/c', 'del', '/f', REGISTERED]);
      await sigma.button('Start').click();
      const error = sigma.page.getByRole('alert');
      await error.filter({ hasText: 'ERROR_FILE_NOT_FOUND (2)' }).waitFor();
      await error.getByRole('button', { name: 'Repair' }).click();
      await error.waitFor({ state: 'detached' });
      await sigma.untilIdle();
      assert.equal(await windows.serviceValue('ImagePath'), `"${REGISTERED}"`);
      await sigma.button('Start').click();
      await sigma.untilShown('service', /^Running$/);
      assert.equal(await windows.serviceState(), 'RUNNING');
    });

    it('Start, of a slow program: the window shows its progress, and waiting can be stopped', async () => {
      await sigma.button('Stop').click();
      await sigma.untilShown('service', /^Stopped$/);
      await windows.peer('change-image-path', ['SigmaSrv', `"${windows.peerPath('slow-service')}" 3000`]);
      await sigma.button('Start').click();
      await sigma.page.getByText('Starting: step 2, may take up to 6 s').waitFor();
      await sigma.button('Stop waiting').click();
      await sigma.page.getByText('Windows may still finish; the result will appear here.').waitFor();
      assert.equal(await windows.serviceState(), 'START_PENDING');
      await sigma.untilShown('service', /^Running, no status$/);
      await windows.peer('change-image-path', ['SigmaSrv', `"${REGISTERED}"`]);
      await sigma.button('Stop').click();
      await sigma.untilShown('service', /^Stopped$/);
      await sigma.button('Start').click();
      await sigma.untilShown('service', /^Running$/);
    });

    it('when the service is controlled from outside, the window follows', async () => {
      await windows.output('net.exe', ['stop', 'SigmaSrv']);
      await sigma.untilShown('service', /^Stopped$/);
      await windows.output('net.exe', ['start', 'SigmaSrv']);
      await sigma.untilShown('service', /^Running$/);
    });

    it('Stop', async () => {
      await sigma.button('Stop').click();
      await sigma.untilShown('service', /^Stopped$/);
      assert.equal(await windows.serviceState(), 'STOPPED');
      await sigma.untilShown('text', 'Sigma Support Service is stopped.');
    });

    it('Uninstall service: the SCM no longer knows it (1060)', async () => {
      await sigma.button('Uninstall service').click();
      await sigma.button('Uninstall').click();
      await sigma.untilShown('service', /^Not installed$/);
      assert.equal(await windows.serviceValue('ImagePath'), undefined);
      assert.equal(await windows.serviceState(), undefined);
      assert.match(await windows.output(SIGMA_SRV, ['/status']), /ERROR_SERVICE_DOES_NOT_EXIST \(1060\)/);
    });
  });

  describe('messages from other programs', () => {
    it('are shown unchanged, and as another program’s, with or without a terminating NUL', async () => {
      await windows.peer('article-poster', [MAILSLOT_NAME, 'Backup done: 12 files | 3 skipped']);
      await sigma.untilShown('text', /^Another program says: Backup done: 12 files \| 3 skipped$/);
      await windows.peer('article-poster', [MAILSLOT_NAME, 'Größe 世界 🙂', 'without-nul']);
      await sigma.untilShown('text', /^Another program says: Größe 世界 🙂$/);
    });

    it('disrupt nothing, however malformed', async () => {
      const problems: string[] = [];
      sigma.page.on('pageerror', (error) => problems.push(error.message));
      sigma.page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      const before = (await sigma.snapshot()).view.traffic.received;
      const files = await Promise.resolve(writeHostileMessages(windows.folder));
      const rounds = 30;
      await windows.peer('raw-poster', [
        MAILSLOT_NAME,
        String(rounds),
        ...files.map((file) => windows.path(file)),
      ]);
      await windows.peer('article-poster', [MAILSLOT_NAME, 'the last of them']);
      await sigma.untilShown('text', /^Another program says: the last of them$/);

      const { view, messages } = await sigma.snapshot();
      assert.equal(view.traffic.received, before + rounds * Object.keys(HOSTILE_MESSAGES).length + 1);
      assert.ok(view.traffic.malformed >= rounds);
      const shown = messages.map(({ text }) => text).join('\n');
      assert.doesNotMatch(shown, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      assert.ok(shown.includes('<img src=x'), 'markup is shown as text');
      assert.equal(await sigma.page.evaluate('typeof hacked'), 'undefined');
      assert.equal(await sigma.page.locator('img[src=x]').count(), 0);
      assert.deepEqual(problems, []);
      await sigma.button('Refresh').click();
      await sigma.untilShown('service', /^Not installed$/);
    });
  });

  describe('two Sigmas on one computer', () => {
    let second: SigmaApp;

    it('the second says that the mailslot is taken (183), and still shows the service', async () => {
      second = await system.startSigma();
      await second.untilShown('mailslot', 'Mailslot taken');
      await second.page.getByText('ERROR_ALREADY_EXISTS (183)').waitFor();

      await sigma.button('Install service').click();
      await second.untilShown('service', /^Stopped$/);
      await second.button('Start').click();
      await sigma.untilShown('service', /^Running$/);
      await second.untilShown('service', /^Running$/);
    });

    it('closing the first ends all its processes and threads, and the second takes over', async () => {
      const ids = await sigma.processIds();
      assert.equal(await sigma.close(), 0);
      const running = await Promise.all(ids.map(isRunning));
      assert.deepEqual(
        ids.filter((_, index) => running[index]),
        [],
      );
      await second.untilShown('mailslot', 'Mailslot open');
      await second.untilNumber(3);
    });

    it('closing the second frees the mailslot', async () => {
      await second.button('Uninstall service').click();
      await second.button('Uninstall').click();
      await second.untilShown('service', /^Not installed$/);
      assert.equal(await second.close(), 0);
      await assert.rejects(windows.peer('article-poster', [MAILSLOT_NAME, 'anybody there?']), /exit code 2$/);
    });
  });
});
