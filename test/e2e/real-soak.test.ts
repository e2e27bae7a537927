import { MAILSLOT_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { after, before, it, type TestContext } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { scaled } from '../long.ts';
import { writeHostileMessages } from '../win32/hostile-messages.ts';
import { ChildWindows } from './child-windows.ts';
import { resume, suspend } from './process-tree.ts';
import { describeReal, RealSystem } from './real-system.ts';
import type { SigmaApp } from './sigma-app.ts';
import { resourcesOf, type Resources } from './soak-resources.ts';
import type { Windows } from './windows.ts';

/** The number of minutes given to `npm run soak`; otherwise half an hour, or just enough to compare two rounds. */
const MINUTES = Number(process.env['SIGMA_SOAK_MINUTES'] ?? scaled({ short: 0.5, long: 30 }));
/** Rounds that are not compared: lists still fill up, and code is still compiled. */
const WARM_UP_ROUNDS = 1;
const isWindows = process.platform === 'win32';
const FLOOD_ROUNDS = scaled({ short: 200, long: 1000 });
/** How long the computer sleeps. This does not wait for anything. */
const SLEEP_MS = scaled({ short: 2000, long: 5000 });
/** How much may come and go within any round. */
const ROOM: Resources = {
  clientHandles: 6,
  clientThreads: 2,
  // The test cannot force a garbage collection there, and in the short form only two rounds are compared.
  clientMiB: scaled({ short: 200, long: 60 }),
  serviceHandles: 6,
  serviceThreads: 2,
  serviceMiB: 20,
  pageListeners: 20,
  pageNodes: 300,
  pageHeapMiB: 10,
};

function describeSoak(): void {
  let system: RealSystem;
  let windows: Windows;
  let sigma: SigmaApp;
  let children: ChildWindows;

  before(async () => {
    system = await RealSystem.open();
    windows = system.windows;
    sigma = await system.startSigma();
    children = new ChildWindows(sigma.page);
    await sigma.button('Install service').click();
    await sigma.untilShown('service', /^Stopped$/);
    await start();
  });
  after(async () => {
    await system[Symbol.asyncDispose]();
  });

  async function start(): Promise<void> {
    await sigma.button('Start').click();
    await sigma.untilShown('service', /^Running$/);
    await untilHeard();
  }

  async function untilHeard(): Promise<void> {
    const before = (await sigma.snapshot()).view.traffic.received;
    await sigma.untilSnapshot(({ view }) => view.traffic.received > before && view.health === 'healthy');
  }

  /** These run in this order, again and again. Each leaves the service running, with its messages arriving. */
  const happenings: Readonly<Record<string, () => Promise<void>>> = {
    async 'the service is killed, and started again'() {
      await windows.output('taskkill.exe', ['/f', '/im', 'SigmaSrv.exe']);
      await sigma.untilShown('service', /^Stopped with an error$/);
      await start();
    },
    async 'the mailslot is flooded'() {
      const files = writeHostileMessages(windows.folder).map((file) => windows.path(file));
      await windows.peer('raw-poster', [MAILSLOT_NAME, String(FLOOD_ROUNDS), ...files]);
      await untilHeard();
    },
    async 'everything is paused, restarted, opened and closed'() {
      await sigma.button('Pause').click();
      await sigma.untilShown('service', /^Paused$/);
      await sigma.button('Resume').click();
      await sigma.untilShown('service', /^Running$/);
      // The last window lies in front of the others, so its button can be clicked.
      await children.beginWith('Mailslot', 'System', 'Settings', 'Service');
      await sigma.button('Restart').click();
      await sigma.untilIdle();
      for (let open = 4; open > 0; open -= 1) await sigma.page.keyboard.press('Control+F4');
      await children.window('Mailslot').waitFor({ state: 'detached' });
      await untilHeard();
    },
    async 'the computer sleeps'() {
      if (isWindows) return;
      const asleep = await sigma.processIds();
      suspend(asleep);
      await setTimeout(SLEEP_MS);
      resume(asleep);
      await untilHeard();
    },
    async 'the window is reloaded'() {
      await sigma.page.reload();
      await sigma.untilShown('service', /^Running$/);
      await untilHeard();
    },
  };

  it('leaves no handle, thread or listener behind, and memory does not grow', async (context) => {
    if (isWindows)
      context.diagnostic('skipped: the computer’s sleep, because Windows cannot suspend processes');
    const endAt = performance.now() + MINUTES * 60_000;
    const rounds: Resources[] = [];
    while (performance.now() < endAt || rounds.length < WARM_UP_ROUNDS + 2) {
      for (const happen of Object.values(happenings)) await happen();
      rounds.push(await resourcesOf(sigma, windows));
      report(context, rounds);
    }
    const measured = rounds.slice(WARM_UP_ROUNDS);
    for (const name of Object.keys(ROOM) as (keyof Resources)[]) {
      const values = measured.map((resources) => resources[name]);
      // Compares the medians of the first and last third, because memory goes up and down with each round.
      const third = Math.ceil(values.length / 3);
      const [first, last] = [median(values.slice(0, third)), median(values.slice(-third))];
      assert.ok(last <= first + ROOM[name], `${name}: ${values.map((value) => value.toFixed(0)).join(', ')}`);
    }
  });
}

describeReal(
  `everything that can happen to Sigma, for ${String(MINUTES)} min`,
  describeSoak,
  MINUTES * 60_000 + 600_000,
);

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor((values.length - 1) / 2)] ?? NaN;
}

function report(context: TestContext, rounds: readonly Resources[]): void {
  const figures = Object.entries(rounds.at(-1) ?? {}).map(
    ([name, value]) => `${name} ${Number(value).toFixed(0)}`,
  );
  context.diagnostic(`round ${String(rounds.length)}: ${figures.join(', ')}`);
}
