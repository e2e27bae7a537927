import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ServiceManager } from '../../native-bridge/bridge.ts';
import { win32ServiceManagers } from '../../native-bridge/win32/service-manager.ts';
import { peer, SIGMA_SRV } from './places.ts';
import { startProgram, until, type Started } from './programs.ts';
import { sigmaSrv } from './sigma-srv.ts';

const EACH = 5;

/** A service as `/list /json` and `/watch /json` show it. */
interface Seen {
  readonly state: string;
  readonly health?: string;
  readonly win32ExitCode: number;
  readonly serviceSpecificExitCode?: number;
}

/** What becomes of a service of each behaviour once it was started; behaving-service.c has the behaviours. */
const BEHAVIOURS: Readonly<Record<string, Seen>> = {
  Steady: { state: 'running', health: 'healthy', win32ExitCode: 0 },
  Stubborn: { state: 'running', health: 'healthy', win32ExitCode: 0 },
  Deaf: { state: 'running', health: 'healthy', win32ExitCode: 0 },
  Returns: { state: 'running', health: 'healthy', win32ExitCode: 0 },
  StuckStop: { state: 'running', health: 'healthy', win32ExitCode: 0 },
  SlowStart: { state: 'running', health: 'healthy', win32ExitCode: 0 },
  StuckStart: { state: 'start-pending', health: 'starting', win32ExitCode: 0 },
  ExitCode: { state: 'stopped', health: 'failed', win32ExitCode: 5 },
  OwnCode: { state: 'stopped', health: 'failed', win32ExitCode: 1066, serviceSpecificExitCode: 42 },
  Dies: { state: 'stopped', health: 'failed', win32ExitCode: 1067 },
};

const STOPPED = { state: 'stopped', health: 'failed' };

const NAMES = Object.keys(BEHAVIOURS).flatMap((behaviour) =>
  Array.from({ length: EACH }, (_, index) => nameOf(behaviour, index)),
);

function nameOf(behaviour: string, index: number): string {
  return `Sigma test $${behaviour} (${String(index)})`;
}

describe('fifty services of different behaviour', () => {
  let manager: ServiceManager;
  let watch: Started;

  before(async () => {
    manager = await win32ServiceManagers.localComputer(['connect', 'create-service', 'enumerate']);
    const executable = peer('behaving-service');
    for (const name of NAMES) {
      const definition = { name, displayName: `${name} display`, executable, account: undefined };
      using service = await manager.createService({ ...definition, startType: 'demand' }, ['start']);
      assert.ok(service);
    }
    watch = startProgram(SIGMA_SRV, ['/watch', '/json', ...NAMES]);
    // Nothing shows that it has begun, except for a change of a service that is not looked at otherwise.
    await until('it watches', async () => {
      await sigmaSrv('/start', nameOf('Steady', 0));
      await sigmaSrv('/stop', nameOf('Steady', 0));
      return changes().length > 0;
    });
    await Promise.all(
      NAMES.map(async (name) => {
        using service = await manager.openService(name, ['start']);
        await service.start();
      }),
    );
  });

  after(async () => {
    await watch[Symbol.asyncDispose]();
    const entries = await manager.enumerateServices();
    for (const { name, status } of entries) {
      if (!NAMES.includes(name)) continue;
      if (status.processId !== undefined) process.kill(status.processId);
      using service = await manager.openService(name, ['delete']);
      await service.delete();
    }
    manager[Symbol.dispose]();
  });

  function changes() {
    return watch
      .output()
      .split('\n')
      .slice(0, -1)
      .map(
        (line) =>
          JSON.parse(line) as Omit<Seen, 'state'> & {
            readonly service: string;
            readonly to: string;
            readonly processId?: number;
          },
      );
  }

  async function listed(): Promise<ReadonlyMap<string, Seen>> {
    const { output } = await sigmaSrv('/list', '/json');
    const services = JSON.parse(output) as readonly (Seen & { readonly name: string })[];
    return new Map(
      services.map(({ name, state, health, win32ExitCode, serviceSpecificExitCode }) => [
        name,
        {
          state,
          ...(health === undefined ? {} : { health }),
          win32ExitCode,
          ...ownCode(serviceSpecificExitCode),
        },
      ]),
    );
  }

  function ownCode(code: number | undefined) {
    return code === undefined ? {} : { serviceSpecificExitCode: code };
  }

  function eachService(check: (name: string, expected: Seen) => void): void {
    for (const [behaviour, expected] of Object.entries(BEHAVIOURS)) {
      for (let index = 0; index < EACH; index += 1) check(nameOf(behaviour, index), expected);
    }
  }

  test('are all told apart by /list', async () => {
    let seen = await listed();
    await until('the slow ones are running', async () => {
      seen = await listed();
      return Array.from({ length: EACH }, (_, index) => seen.get(nameOf('SlowStart', index))?.state).every(
        (state) => state === 'running',
      );
    });
    eachService((name, expected) => {
      assert.deepEqual(seen.get(name), expected, name);
    });
  });

  test('are all told apart by /watch, each change once', async () => {
    await until('it has seen the slow ones', () => {
      const running = changes().filter(
        ({ service, to }) => service.includes('SlowStart') && to === 'running',
      );
      return running.length >= EACH;
    });
    const seen = changes();
    eachService((name, { state, win32ExitCode, serviceSpecificExitCode }) => {
      const own = seen.filter(({ service }) => service === name);
      const whats = own.map(({ to, processId, win32ExitCode: code }) =>
        JSON.stringify({ to, processId, code }),
      );
      assert.ok(
        whats.every((what, index) => what !== whats[index - 1]),
        whats.join(),
      );
      const last = own.at(-1);
      assert.deepEqual(
        [last?.to, last?.win32ExitCode, last?.serviceSpecificExitCode],
        [state, win32ExitCode, serviceSpecificExitCode],
        name,
      );
    });
  });

  test('obey the controls that they accept', async () => {
    const [steady, stubborn] = [nameOf('Steady', 1), nameOf('Stubborn', 1)];
    assert.equal((await sigmaSrv('/pause', steady)).exitCode, 0);
    assert.equal((await listed()).get(steady)?.state, 'paused');
    assert.equal((await sigmaSrv('/continue', `${steady} display`)).exitCode, 0, 'by its display name too');
    assert.equal((await sigmaSrv('/restart', steady)).exitCode, 0);
    assert.equal((await sigmaSrv('/stop', steady)).exitCode, 0);
    assert.equal((await listed()).get(steady)?.state, 'stopped');
    assert.equal((await sigmaSrv('/pause', stubborn)).exitCode, 1052);
    assert.equal((await sigmaSrv('/pause', steady)).exitCode, 1062);
  });

  test('change their startup type, and keep running', async () => {
    const name = nameOf('Steady', 3);
    for (const [flag, startType, isDelayed] of [
      ['/delayed', 'auto', true],
      ['/auto', 'auto', false],
      ['/disabled', 'disabled', false],
      ['/demand', 'demand', false],
    ] as const) {
      const { exitCode, output } = await sigmaSrv('/startup-type', name, flag);
      assert.equal(exitCode, 0, output);
      const status = JSON.parse((await sigmaSrv('/status', name, '/json')).output) as Record<string, unknown>;
      assert.deepEqual(
        [status['startType'], status['delayedAutoStart'], status['state']],
        [startType, isDelayed, 'running'],
      );
    }
  });

  test('lose their process only while they are stuck stopping', async () => {
    const [stuck, steady] = [nameOf('StuckStop', 4), nameOf('Steady', 4)];
    assert.equal((await sigmaSrv('/end-process', steady)).exitCode, 5023);
    assert.equal((await listed()).get(steady)?.state, 'running');
    assert.equal((await sigmaSrv('/stop', stuck)).exitCode, 1053);
    const { exitCode, output } = await sigmaSrv('/end-process', stuck);
    assert.equal(exitCode, 0, output);
    assert.match(output, /^The process \d+ of .* was ended; the service is stopped/);
    assert.deepEqual((await listed()).get(stuck), { ...STOPPED, win32ExitCode: 1067 });
    assert.equal((await sigmaSrv('/end-process', stuck)).exitCode, 1062);
    assert.equal((await sigmaSrv('/start', stuck)).exitCode, 0);
  });

  for (const [behaviour, verb, code] of [
    ['Deaf', '/stop', 1052],
    ['Returns', '/stop', 1052],
    ['StuckStop', '/stop', 1053],
    ['StuckStart', '/stop', 1053],
    ['ExitCode', '/start', 0],
    ['OwnCode', '/start', 0],
    ['Nonexistent', '/start', 1060],
  ] as const) {
    test(`${verb} of one that is ${behaviour} ends with ${String(code)}`, async () => {
      const { exitCode, output } = await sigmaSrv(verb, nameOf(behaviour, 2));
      assert.equal(exitCode, code, output);
    });
  }
});
