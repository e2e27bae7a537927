import { MAILSLOT_NAME, SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { decodeMessage, type StatusPairs } from '../../common/status-message.ts';
import type { MailslotServer } from '../../native-bridge/bridge.ts';
import { SERVICE_FILES } from '../../engine/registration/wanted.ts';
import { isProcessRunning } from '../../native-bridge/win32/process.ts';
import { createWin32Bridge } from '../../native-bridge/win32/win32-bridge.ts';
import { REGISTERED_SIGMA_SRV, SIGMA_SRV } from './places.ts';
import { runProgram, startProgram, until } from './programs.ts';
import { loggedEvents, sigmaSrv } from './sigma-srv.ts';

describe("SigmaSrv.exe's other verbs", () => {
  const posts: StatusPairs[] = [];
  let mailslot: MailslotServer;

  before(async () => {
    await sigmaSrv('/unregister');
    mailslot = await createWin32Bridge().mailslots.create(MAILSLOT_NAME, ({ messages }) => {
      for (const { bytes } of messages) {
        const { pairs } = decodeMessage(bytes);
        if (pairs !== undefined) posts.push(pairs);
      }
    });
  });
  after(() => mailslot.close());
  afterEach(() => sigmaSrv('/unregister'));

  test('a dry run says what would change, and changes nothing', async () => {
    const { exitCode, output } = await sigmaSrv('/register', '/auto', '/start', '/dry-run');
    assert.equal(exitCode, 0, output);
    assert.match(output, /create SigmaSrv/);
    assert.match(output, /startup type auto/);
    assert.ok(output.includes(`"${REGISTERED_SIGMA_SRV}"`), output);
    assert.match(output, /the service: start$/m);
    assert.equal((await sigmaSrv('/status')).exitCode, 1060);
    assert.equal(existsSync(REGISTERED_SIGMA_SRV), false);
  });

  test('registers for automatic start and starts at once, as /status /json reports', async () => {
    const { exitCode, output } = await sigmaSrv('/register', '/auto', '/start');
    assert.equal(exitCode, 0, output);
    const status = JSON.parse((await sigmaSrv('/status', '/json')).output) as Record<string, unknown>;
    assert.equal(status['service'], SERVICE_NAME);
    assert.equal(status['state'], 'running');
    assert.equal(status['startType'], 'auto');
    assert.equal(status['imagePath'], `"${REGISTERED_SIGMA_SRV}"`);
    assert.deepEqual(status['configuration'], { postIntervalMs: 1000 });
    assert.equal(typeof status['processId'], 'number');
  });

  test('/list tells of all services, and /problems of those in trouble', async () => {
    await sigmaSrv('/register', '/auto');
    const list = async (...flags: string[]) =>
      JSON.parse((await sigmaSrv('/list', '/json', ...flags)).output) as Record<string, unknown>[];
    const own = (rows: Record<string, unknown>[]) => rows.find(({ name }) => name === SERVICE_NAME);
    const stopped = await list();
    assert.ok(stopped.length > 10, 'Windows has services of its own');
    assert.deepEqual([own(stopped)?.['state'], own(stopped)?.['startType']], ['stopped', 'auto']);
    await sigmaSrv('/start');
    assert.deepEqual([own(await list())?.['health'], own(await list())?.['attention']], ['healthy', null]);
    await sigmaSrv('/stop');
    assert.equal(own(await list('/problems'))?.['attention'], 'not-running');
    assert.match(
      (await sigmaSrv('/list', '/problems')).output,
      /^! .*\(SigmaSrv\): stopped - should be running/m,
    );
  });

  test('/watch prints each change of the named service as it happens', async () => {
    await sigmaSrv('/register');
    await using watch = startProgram(SIGMA_SRV, ['/watch', SERVICE_NAME, '/json']);
    const changes = () =>
      watch
        .output()
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    // It prints nothing before the first change, so only a change shows that it has begun.
    await until('it has begun', async () => {
      await sigmaSrv('/restart');
      return changes().some(({ to }) => to === 'running');
    });
    const before = changes().length;
    await sigmaSrv('/stop');
    await until('it has seen the stop', () =>
      changes()
        .slice(before)
        .some(({ to }) => to === 'stopped'),
    );
    const last = changes().at(-1);
    assert.deepEqual([last?.['service'], last?.['win32ExitCode']], [SERVICE_NAME, 0]);
    assert.ok(Math.abs(Date.now() - Date.parse(String(last?.['at']))) < 60_000);
  });

  test('/restart starts a new process, even if the service is stopped', async () => {
    await sigmaSrv('/register');
    assert.equal((await sigmaSrv('/restart')).exitCode, 0);
    const first = await processId();
    assert.equal((await sigmaSrv('/restart')).exitCode, 0);
    assert.notEqual(await processId(), first);
  });

  test('/config takes effect immediately for a running service, and after a restart', async () => {
    await sigmaSrv('/register', '/start');
    const running = await processId();
    assert.match((await sigmaSrv('/config')).output, /PostIntervalMs=1000/);
    assert.match((await sigmaSrv('/config', 'PostIntervalMs=200')).output, /from now on/);
    await until('it posts every 200 ms', () =>
      posts.some(({ pid, every }) => pid === running && every === 200),
    );
    assert.equal(await processId(), running, 'without a restart');
    await sigmaSrv('/restart');
    const next = await processId();
    await until('it still does', () => posts.some(({ pid, every }) => pid === next && every === 200));
  });

  test('a damaged interval is not used, but logged', async () => {
    const startedAt = Date.now();
    await sigmaSrv('/register');
    const key = `HKLM\\SYSTEM\\CurrentControlSet\\Services\\${SERVICE_NAME}\\Parameters`;
    await runProgram('reg.exe', ['add', key, '/v', 'PostIntervalMs', '/t', 'REG_SZ', '/d', 'often', '/f']);
    await sigmaSrv('/start');
    const running = await processId();
    await until('it posts as if nothing was there', () =>
      posts.some(({ pid, every }) => pid === running && every === 1000),
    );
    assert.ok(loggedEvents('service', startedAt).some(({ event }) => event === 'configuration damaged'));
  });

  test('the log contains every privileged step, and every state of the service', async () => {
    const startedAt = Date.now();
    await sigmaSrv('/register', '/start');
    const running = (await processId()) ?? 0;
    await sigmaSrv('/stop');
    // The process writes its last line after the SCM knows that it is stopped.
    await until('its process has ended', () => !isProcessRunning(running));
    const steps = loggedEvents('verbs', startedAt).filter(({ event }) => event === 'step');
    assert.ok(steps.some(({ line }) => String(line).includes('create SigmaSrv')));
    const states = loggedEvents('service', startedAt).filter(
      ({ event, pid }) => event === 'state' && pid === running,
    );
    assert.deepEqual(
      states.map(({ state }) => state),
      ['start-pending', 'running', 'stop-pending', 'stopped'],
    );
  });

  test('/stop returns when the process is gone: its files can be deleted at once', async () => {
    for (let round = 1; round <= 3; round += 1) {
      await sigmaSrv('/register', '/start');
      const running = (await processId()) ?? 0;
      const { exitCode, output } = await sigmaSrv('/stop');
      assert.equal(isProcessRunning(running), false, `round ${round}`);
      assert.equal(exitCode, 0, output);
      for (const name of SERVICE_FILES) await unlink(join(dirname(REGISTERED_SIGMA_SRV), name));
      await sigmaSrv('/unregister');
    }
  });

  test('/console posts without the SCM', async () => {
    await using program = startProgram(SIGMA_SRV, ['/console']);
    await until('it posts', () =>
      posts.some(({ pid, state }) => pid === program.processId && state === 'running'),
    );
    assert.equal((await sigmaSrv('/status')).exitCode, 1060);
  });

  test('/version prints the version', async () => {
    const { exitCode, output } = await sigmaSrv('/version');
    assert.equal(exitCode, 0);
    assert.match(output, /^SigmaSrv \d+\.\d+\.\d+/);
  });

  async function processId(): Promise<number | undefined> {
    const { output } = await sigmaSrv('/status', '/json');
    return (JSON.parse(output) as { readonly processId?: number }).processId;
  }
});
