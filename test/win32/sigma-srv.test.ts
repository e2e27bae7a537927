import { MAILSLOT_NAME, SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parseStatusMessage } from '../../common/status-message.ts';
import { isWine, peer, REGISTERED_SIGMA_SRV } from './places.ts';
import { runProgram, until } from './programs.ts';
import { loggedEvents, sigmaSrv } from './sigma-srv.ts';

async function registryValue(name: string): Promise<string | undefined> {
  const key = ['HKLM', 'System', 'CurrentControlSet', 'Services', SERVICE_NAME].join('\\');
  const { output } = await runProgram('reg.exe', ['query', key, '/v', name]);
  return new RegExp(String.raw`${name}\s+REG_\w+\s+(.*\S)`).exec(output)?.[1];
}

async function scState(): Promise<string | undefined> {
  const { output } = await runProgram('sc.exe', ['query', SERVICE_NAME]);
  return /STATE\s*:\s*\d+\s+(\w+)/.exec(output)?.[1];
}

describe('SigmaSrv.exe', () => {
  before(() => sigmaSrv('/unregister'));
  after(() => sigmaSrv('/unregister'));

  test('prints its help, and refuses what it does not understand without doing anything', async () => {
    const help = await sigmaSrv('/HELP');
    assert.equal(help.exitCode, 0);
    assert.match(help.output, /SigmaSrv \/register/);
    for (const parameters of [
      ['/bogus'],
      ['/register', '/stop'],
      ['/register', 'SigmaSrv'],
      ['stop', 'Spooler', 'Fax'],
    ]) {
      const refused = await sigmaSrv(...parameters);
      assert.equal(refused.exitCode, 87, parameters.join(' '));
      assert.match(refused.output, /SigmaSrv \/help/);
    }
    assert.equal(await registryValue('ImagePath'), undefined);
  });

  test('prints its usage when it is started from a console (1063)', async () => {
    const { exitCode, output } = await sigmaSrv();
    assert.equal(exitCode, 1063);
    assert.match(output, /SigmaSrv \/start/);
  });

  test('says for every verb that the service is not installed (1060)', async () => {
    for (const verb of ['/status', '/start', '/stop', '/unregister']) {
      const { exitCode, output } = await sigmaSrv(verb);
      assert.equal(exitCode, 1060, verb);
      assert.match(output, /ERROR_SERVICE_DOES_NOT_EXIST \(1060\)/);
    }
  });

  test('registers as in the article, with a quoted image path', async () => {
    const { exitCode, output } = await sigmaSrv('/Register');
    assert.equal(exitCode, 0, output);
    assert.equal(await registryValue('ImagePath'), `"${REGISTERED_SIGMA_SRV}"`);
    assert.equal(await registryValue('DisplayName'), 'Sigma Support Service');
    assert.equal(await registryValue('Type'), '0x10');
    assert.equal(await registryValue('Start'), '0x3');
    assert.equal(await registryValue('ErrorControl'), '0x1');
    assert.equal(await registryValue('ObjectName'), String.raw`NT AUTHORITY\LocalService`);
    assert.equal(
      (await sigmaSrv('/register')).exitCode,
      0,
      'registering the same executable again is no error',
    );
    assert.match((await sigmaSrv('/status')).output, /1077/);
  });

  test('starts, posts what the article’s client reads, and stops', async () => {
    const reader = runProgram(peer('article-reader'), [MAILSLOT_NAME, '4', '20']);
    assert.equal((await sigmaSrv('/start')).exitCode, 0);
    assert.equal(await scState(), 'RUNNING');
    const { exitCode, output } = await reader;
    assert.equal(exitCode, 0, output);
    const messages = output.trim().split(/\r?\n/).map(parseStatusMessage);
    assert.deepEqual(
      messages.map(({ pairs }) => pairs?.seq),
      [1, 2, 3, 4],
    );
    assert.match(messages[3]?.text ?? '', /^Sigma Support Service is running, up 0:00:0\d$/);
    assert.equal((await sigmaSrv('/start')).exitCode, 0, 'a running service needs no start');
    assert.match((await sigmaSrv('/status')).output, /running, process \d+/);
    assert.equal((await sigmaSrv('/stop')).exitCode, 0);
    assert.equal(await scState(), 'STOPPED');
    assert.equal((await sigmaSrv('/stop')).exitCode, 0, 'a stopped service needs no stop');
  });

  test('pauses and continues, and also posts while it is paused', async () => {
    await sigmaSrv('/start');
    assert.equal((await sigmaSrv('/pause')).exitCode, 0);
    assert.equal(await scState(), 'PAUSED');
    assert.equal((await sigmaSrv('/pause')).exitCode, 0, 'a paused service needs no pause');
    const { output } = await runProgram(peer('article-reader'), [MAILSLOT_NAME, '100', '2']);
    assert.match(output, /Sigma Support Service is paused, up/);
    assert.equal((await sigmaSrv('/continue')).exitCode, 0);
    assert.equal(await scState(), 'RUNNING');
    await sigmaSrv('/pause');
    assert.equal((await sigmaSrv('/stop')).exitCode, 0, 'a paused service can be stopped');
    assert.notEqual((await sigmaSrv('/pause')).exitCode, 0);
  });

  test('keeps what it could not post, and replays it in order with the original times', async () => {
    const startsAt = Date.now();
    await sigmaSrv('/start');
    const startedAt = Date.now();
    await until('it cannot post', () =>
      loggedEvents('service', startsAt).some(({ event }) => event === 'client away'),
    );
    const openedAt = Date.now();
    const { output } = await runProgram(peer('article-reader'), [MAILSLOT_NAME, '5', '20']);
    const pairs = output
      .trim()
      .split(/\r?\n/)
      .map((line) => parseStatusMessage(line).pairs);
    assert.deepEqual(
      pairs.map((pair) => pair?.seq),
      [1, 2, 3, 4, 5],
    );
    assert.ok(
      (pairs[1]?.at ?? Infinity) < openedAt,
      'the second message was created before the mailslot was opened',
    );
    assert.ok((pairs[1]?.at ?? 0) < startedAt + 1000);
    await sigmaSrv('/stop');
  });

  test('logs if its own SID is not in its token, where Wine never puts it', async () => {
    const startsAt = Date.now();
    await sigmaSrv('/start');
    await sigmaSrv('/stop');
    const events = loggedEvents('service', startsAt).map(({ event }) => event);
    // On Windows there would be no lines without it: the log belongs to that SID.
    assert.deepEqual(
      events.filter((event) => event === 'state' || event === 'without its SID'),
      ['state', ...(isWine ? ['without its SID'] : []), 'state', 'state', 'state'],
    );
  });

  test('can be controlled with the system’s own net and sc', async () => {
    assert.equal((await runProgram('net.exe', ['start', SERVICE_NAME])).exitCode, 0);
    await until('RUNNING', async () => (await scState()) === 'RUNNING');
    assert.equal((await runProgram('net.exe', ['stop', SERVICE_NAME])).exitCode, 0);
    await until('STOPPED', async () => (await scState()) === 'STOPPED');
    assert.match((await sigmaSrv('/status')).output, /is stopped/);
  });

  test('unregisters even while it runs', async () => {
    assert.equal((await sigmaSrv('/start')).exitCode, 0);
    const { exitCode, output } = await sigmaSrv('/UNREGISTER');
    assert.equal(exitCode, 0, output);
    assert.equal(await registryValue('ImagePath'), undefined);
    assert.equal((await sigmaSrv('/status')).exitCode, 1060);
  });
});
