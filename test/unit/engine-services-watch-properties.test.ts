import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ServiceStatus } from '../../common/service-status.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { ServiceReading } from '../../engine/watch/service-reading.ts';
import { ServicesWatch, type ServiceChange } from '../../engine/watch/services-watch.ts';
import type { Registry, ServiceManager, ServiceManagers } from '../../native-bridge/bridge.ts';
import { ManualClock } from './manual-clock.ts';
import { present } from './health-events.ts';

const NAMES = ['Spooler', 'MSSQL$SQLEXPRESS', 'evil\u202etxt'] as const;
type Name = (typeof NAMES)[number];

/** What the SCM has of a service at one moment. */
type Truth =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'present';
      readonly status: ServiceStatus;
      /** Windows leaves a service out of the list that this user may not query. */
      readonly isHidden: boolean;
    };

interface Moment {
  readonly services: Readonly<Record<Name, Truth>>;
  /** A code if the SCM answers no question at that moment; 0 otherwise. */
  readonly failure: number;
}

const status = fc.oneof(
  fc.constantFrom(0, 5, 1067).map((code) => present('stopped', undefined, { win32ExitCode: code }).status),
  fc.constantFrom(100, 101).map((processId) => present('running', processId).status),
);
const truth: fc.Arbitrary<Truth> = fc.oneof(
  fc.constant({ kind: 'absent' } as const),
  fc.record({ kind: fc.constant('present' as const), status, isHidden: fc.boolean() }),
);
const moment: fc.Arbitrary<Moment> = fc.record({
  services: fc.record({ Spooler: truth, MSSQL$SQLEXPRESS: truth, 'evil\u202etxt': truth }),
  failure: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.constantFrom(5, 13, 1722)),
});

/** @returns managers of a computer that is as the function says */
function managersOf(now: () => Moment): ServiceManagers {
  const find = (name: string): Truth =>
    Object.entries(now().services).find(([known]) => known === name)?.[1] ?? { kind: 'absent' };
  const answer = <T>(api: string, give: () => T): Promise<T> => {
    const { failure } = now();
    return failure === 0 ? Promise.resolve(give()) : Promise.reject(new Win32Error(api, failure));
  };
  const manager = {
    enumerateServices: () =>
      answer('EnumServicesStatusExW', () =>
        Object.entries(now().services).flatMap(([name, one]) =>
          one.kind === 'present' && !one.isHidden ? [{ name, displayName: name, status: one.status }] : [],
        ),
      ),
    openService: (name: string) =>
      answer('OpenServiceW', () => {
        const one = find(name);
        if (one.kind === 'absent') throw new Win32Error('OpenServiceW', 1060);
        if (one.isHidden) throw new Win32Error('OpenServiceW', 5);
        return { queryStatus: () => Promise.resolve(one.status), [Symbol.dispose]: () => undefined };
      }),
    [Symbol.dispose]: () => undefined,
  };
  return {
    localComputer: () => answer('OpenSCManagerW', () => manager as unknown as ServiceManager),
  };
}

/** @returns what the SCM has told last of a service in these moments; undefined if nothing */
function lastToldOf(name: Name, moments: readonly Moment[]): ServiceStatus | 'absent' | undefined {
  let told: ServiceStatus | 'absent' | undefined;
  for (const { services, failure } of moments) {
    const one = services[name];
    if (failure !== 0) continue;
    // A service that was never in the list counts as absent: nobody has asked for it by name.
    if (one.kind === 'absent' || (one.isHidden && (told === undefined || told === 'absent'))) told = 'absent';
    else if (!one.isHidden) told = one.status;
  }
  return told;
}

function valueOf(reading: ServiceReading | undefined): ServiceStatus | 'absent' | undefined {
  if (reading?.kind === 'present') return reading.status;
  return reading?.kind === 'absent' ? 'absent' : undefined;
}

test('the changes, applied to the first answers, give the last ones, and none is told twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(moment, { minLength: 1, maxLength: 12 }), async (moments) => {
      let now = moments[0] ?? assert.fail();
      const clock = new ManualClock();
      const registry = {} as Registry;
      using watch = new ServicesWatch({ managers: managersOf(() => now), registry, clock, watched: [] });
      const changes: ServiceChange[] = [];
      watch.onChange((change) => changes.push(change));
      for (const next of moments) {
        now = next;
        await watch.refresh();
      }
      for (const name of NAMES) {
        const own = changes.filter(({ service }) => service === name);
        for (const [index, { from, to, since, at }] of own.entries()) {
          assert.notDeepEqual(valueOf(from), valueOf(to), 'a change changes something');
          assert.ok(since <= at);
          if (index > 0) assert.deepEqual(valueOf(from), valueOf(own[index - 1]?.to));
        }
        const firstIndex = moments.findIndex(
          (_, index) => lastToldOf(name, moments.slice(0, index + 1)) !== undefined,
        );
        const first = lastToldOf(name, moments.slice(0, firstIndex + 1));
        const last = own.length === 0 ? first : valueOf(own.at(-1)?.to);
        if (own.length > 0) assert.deepEqual(valueOf(own[0]?.from), first);
        assert.deepEqual(last, lastToldOf(name, moments));
      }
    }),
  );
});
