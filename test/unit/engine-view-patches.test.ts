import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import { EVENTS, type Batch } from '../../common/ipc.ts';
import { patched, serviceIn, viewOf, type ServiceView, type View } from '../../common/view.ts';
import { Batcher, FRAME_MS } from '../../engine/batcher.ts';
import { EXAMPLE, viewWith, wireViewWith } from './example-view.ts';
import { ManualClock } from './manual-clock.ts';

/** Names with a meaning in JavaScript are possible names of services too. */
const NAMES = ['Spooler', 'MSSQL$SQLEXPRESS', '__proto__', 'constructor'] as const;

const someService = fc.record({
  name: fc.constantFrom(...NAMES),
  health: fc.constantFrom('healthy', 'failed'),
  busy: fc.constantFrom('start', undefined),
  senders: fc.record({
    processIds: fc.array(fc.nat({ max: 1 }), { maxLength: 1 }),
    judgedUpTo: fc.constant(0),
  }),
} as const);

const someView = fc
  .record({
    services: fc.uniqueArray(someService, { selector: ({ name }) => name }),
    received: fc.nat({ max: 2 }),
    theme: fc.constantFrom('light', 'dark'),
  } as const)
  .map(({ services, received, theme }): View => {
    const { app, computer } = viewWith({
      traffic: { ...EXAMPLE.traffic, received },
      settings: { ...EXAMPLE.settings, theme },
    });
    const all = services.map((service): ServiceView => {
      const [example] = wireViewWith().services;
      return { ...(example ?? assert.fail()), ...service };
    });
    return { app, computer, services: new Map(all.map((service) => [service.name, service])) };
  });

/** @returns what crosses to the window while the main process has these views in turn */
async function patchesOf(views: readonly View[]): Promise<Batch[]> {
  const clock = new ManualClock();
  const sent: Batch[] = [];
  let view = views[0] ?? viewWith();
  using batcher = new Batcher({
    clock,
    takeView: () => view,
    send: (batch) => {
      // A new object each time, like everything that has crossed.
      sent.push(structuredClone(v.parse(EVENTS.batch.payload, batch)));
      batcher.took(batch.number);
    },
    onView: () => undefined,
    onDropped: () => undefined,
  });
  for (view of views) {
    batcher.viewMayHaveChanged();
    await clock.advance(FRAME_MS);
  }
  return sent;
}

/** An undefined field is as good as a missing one. */
function textOf(view: View | undefined, name: string): string {
  const entries = Object.entries(serviceIn(view, name)).filter(([, value]) => value !== undefined);
  return JSON.stringify(entries.toSorted(([one], [other]) => one.localeCompare(other)));
}

const NOTHING = viewOf({ app: EXAMPLE, computer: EXAMPLE, services: [] });

describe('the view in patches', () => {
  it('comes to the same in the window as it is in the main process', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someView, { minLength: 1, maxLength: 12 }), async (views) => {
        const last = views.at(-1);
        const shown = (await patchesOf(views)).map(({ patch }) => patch).reduce(patched, NOTHING);
        for (const name of NAMES) assert.equal(textOf(shown, name), textOf(last, name));
        assert.equal(shown.services.size, last?.services.size);
        assert.equal(shown.computer.traffic.received, last?.computer.traffic.received);
        assert.equal(shown.app.settings.theme, last?.app.settings.theme);
      }),
    );
  });

  it('leaves what has not changed as it is, so that none of that is drawn again', async () => {
    const before = viewWith();
    const other = { ...serviceIn(before, EXAMPLE.name), name: 'Spooler' };
    const first: View = { ...before, services: new Map([...before.services, ['Spooler', other]]) };
    const stopped = { ...other, health: 'stopped' as const };
    const second: View = { ...first, services: new Map([...first.services, ['Spooler', stopped]]) };
    const [all, change] = await patchesOf([first, second]);
    assert.deepEqual(change?.patch, { services: [{ name: 'Spooler', health: 'stopped' }] });
    const shown = patched(NOTHING, all?.patch);
    const next = patched(shown, change.patch);
    assert.equal(next.app, shown.app);
    assert.equal(next.computer, shown.computer);
    assert.equal(next.services.get(EXAMPLE.name), shown.services.get(EXAMPLE.name));
    assert.equal(next.services.get('Spooler')?.senders, shown.services.get('Spooler')?.senders);
    assert.equal(next.services.get('Spooler')?.health, 'stopped');
  });
});
