import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { MAILSLOT_NAME } from '../../common/sigma-service.ts';
import { isProcessRunning } from '../../native-bridge/win32/process.ts';
import { peer, temporaryFolder } from './places.ts';
import { runProgram, spawnProgram, until } from './programs.ts';
import { sigmaSrv } from './sigma-srv.ts';

/** A client that owns the mailslot and reads nothing, once its slot takes no more. */
async function hungClient(): Promise<ChildProcess> {
  const output = join(temporaryFolder(), 'output.txt');
  const file = openSync(output, 'w');
  const client = spawnProgram(peer('hung-client'), [MAILSLOT_NAME, '60'], {
    stdio: ['ignore', file, 'ignore'],
  });
  closeSync(file);
  await until('the client hangs', () => readFileSync(output, 'utf8').includes('hung'));
  return client;
}

/** Where the system has a bound for what waits in a mailslot (Wine), the service's post hangs in the middle. */
describe('a client that hangs', () => {
  before(() => sigmaSrv('/register'));
  after(() => sigmaSrv('/unregister'));

  test('neither keeps the service from being paused and stopped, nor its process from ending', async () => {
    const client = await hungClient();
    try {
      assert.equal((await sigmaSrv('/start')).exitCode, 0);
      const { processId } = JSON.parse((await sigmaSrv('/status', '/json')).output) as { processId: number };
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      for (const verb of ['/pause', '/continue', '/stop']) {
        const { exitCode, output } = await sigmaSrv(verb);
        assert.equal(exitCode, 0, output);
      }
      await until('the process has ended', () => !isProcessRunning(processId), 5_000);
    } finally {
      client.kill();
    }
  });

  test('loses nothing for the next one: it gets all from the first message on', async () => {
    const client = await hungClient();
    await sigmaSrv('/start');
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    client.kill();
    let said = '';
    await until('the slot is free', async () => {
      const { exitCode, output } = await runProgram(peer('article-reader'), [MAILSLOT_NAME, '5', '10']);
      said = output;
      return exitCode === 0;
    });
    const numbers = [...said.matchAll(/seq=(\d+)/g)].map(([, seq]) => Number(seq));
    assert.deepEqual(numbers, [1, 2, 3, 4, 5]);
    await sigmaSrv('/stop');
  });
});
