import { MAILSLOT_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isProcessRunning } from '../../native-bridge/win32/process.ts';
import { peer } from './places.ts';
import { runProgram, startProgram, until, type Started } from './programs.ts';
import { sigmaSrv } from './sigma-srv.ts';

/** A client that owns the mailslot and reads nothing. Disposing it ends it. */
class HungClient implements AsyncDisposable {
  readonly #program: Started;

  private constructor(program: Started) {
    this.#program = program;
  }

  static async start(): Promise<HungClient> {
    const client = new HungClient(startProgram(peer('hung-client'), [MAILSLOT_NAME, '60']));
    await until('it owns the mailslot', () => client.waiting !== undefined);
    return client;
  }

  /** How many messages wait for it. */
  get waiting(): number | undefined {
    const [, count] = [...this.#program.output().matchAll(/waiting=(\d+)/g)].at(-1) ?? [];
    return count === undefined ? undefined : Number(count);
  }

  async untilWaiting(count: number): Promise<void> {
    await until(`${String(count)} messages wait`, () => (this.waiting ?? 0) >= count);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program[Symbol.asyncDispose]();
  }
}

describe('a client that hangs', () => {
  before(() => sigmaSrv('/register'));
  after(() => sigmaSrv('/unregister'));

  test('keeps neither the service from being paused and stopped, nor its process from ending', async () => {
    await using client = await HungClient.start();
    assert.equal((await sigmaSrv('/start')).exitCode, 0);
    const { processId } = JSON.parse((await sigmaSrv('/status', '/json')).output) as { processId: number };
    await client.untilWaiting(2);
    for (const verb of ['/pause', '/continue', '/stop']) {
      const { exitCode, output } = await sigmaSrv(verb);
      assert.equal(exitCode, 0, output);
    }
    await until('the process has ended', () => !isProcessRunning(processId), 5_000);
  });

  test('loses what it had not read, but the next client gets everything after that', async () => {
    let waiting: number;
    {
      await using client = await HungClient.start();
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
