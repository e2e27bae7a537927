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

/** A client that owns the mailslot and reads nothing. Disposing it ends it. */
class HungClient implements Disposable {
  readonly #process: ChildProcess;
  readonly #output: string;

  private constructor(process: ChildProcess, output: string) {
    this.#process = process;
    this.#output = output;
  }

  static async start(): Promise<HungClient> {
    const output = join(temporaryFolder(), 'output.txt');
    const file = openSync(output, 'w');
    const process = spawnProgram(peer('hung-client'), [MAILSLOT_NAME, '60'], {
      stdio: ['ignore', file, 'ignore'],
    });
    closeSync(file);
    const client = new HungClient(process, output);
    await until('it owns the mailslot', () => client.waiting !== undefined);
    return client;
  }

  /** How many messages wait for it. */
  get waiting(): number | undefined {
    const [, count] = [...readFileSync(this.#output, 'utf8').matchAll(/waiting=(\d+)/g)].at(-1) ?? [];
    return count === undefined ? undefined : Number(count);
  }

  async untilWaiting(count: number): Promise<void> {
    await until(`${String(count)} messages wait`, () => (this.waiting ?? 0) >= count);
  }

  [Symbol.dispose](): void {
    this.#process.kill();
  }
}

describe('a client that hangs', () => {
  before(() => sigmaSrv('/register'));
  after(() => sigmaSrv('/unregister'));

  test('neither keeps the service from being paused and stopped, nor its process from ending', async () => {
    using client = await HungClient.start();
    assert.equal((await sigmaSrv('/start')).exitCode, 0);
    const { processId } = JSON.parse((await sigmaSrv('/status', '/json')).output) as { processId: number };
    await client.untilWaiting(2);
    for (const verb of ['/pause', '/continue', '/stop']) {
      const { exitCode, output } = await sigmaSrv(verb);
      assert.equal(exitCode, 0, output);
    }
    await until('the process has ended', () => !isProcessRunning(processId), 5_000);
  });

  test('takes with it what it had not read; the next client gets everything after that', async () => {
    let waiting: number;
    {
      using client = await HungClient.start();
      await sigmaSrv('/start');
      await client.untilWaiting(3);
      waiting = client.waiting ?? 0;
    }
    let said = '';
    await until('the slot is free', async () => {
      const { exitCode, output } = await runProgram(peer('article-reader'), [MAILSLOT_NAME, '5', '10']);
      said = output;
      return exitCode === 0;
    });
    const numbers = [...said.matchAll(/seq=(\d+)/g)].map(([, seq]) => Number(seq));
    const [first = 0] = numbers;
    // One more may have been posted before the client was gone.
    assert.ok(first === waiting + 1 || first === waiting + 2, `${String(first)} after ${String(waiting)}`);
    assert.deepEqual(
      numbers,
      [0, 1, 2, 3, 4].map((later) => first + later),
    );
    await sigmaSrv('/stop');
  });
});
