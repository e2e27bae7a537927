import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { OWN_SERVICE } from '../../common/service-profile.ts';
import type { ServiceStatus } from '../../common/service-status.ts';
import { ServicesWatch } from '../../engine/watch/services-watch.ts';
import { surveyServices } from '../../engine/watch/survey.ts';
import type { ServiceManager, ServiceManagers, SystemBridge } from '../../native-bridge/bridge.ts';
import { systemClock } from '../../native-bridge/clock.ts';
import { systemBridge } from '../../native-bridge/win32/system-bridge.ts';
import { SIGMA_SRV } from '../win32/places.ts';
import type { Figures } from './figures.ts';

const SERVICES = 300;
const REST_MS = 30_000;
const MINUTE_MS = 60_000;
/** An hour of readings, one a second. */
const READINGS_AN_HOUR = 3_600;
const MEBIBYTE = 1024 * 1024;

/**
 * Watches 300 services: real ones at rest, seen and hidden; and 300 that all change with every reading, which no real SCM can
 * do, from a list in memory.
 */
export async function watch(): Promise<Figures> {
  return { ...(await withServices(atRest)), ...(await changing()) };
}

async function atRest(): Promise<Figures> {
  const beganAt = performance.now();
  const { services } = await surveyServices(systemBridge, 0);
  const firstListMs = performance.now() - beganAt;
  if (services.length < SERVICES) throw new Error(`Only ${String(services.length)} services are listed`);
  const counted = counting(systemBridge.serviceManager);
  using watched = watchOf(counted.managers);
  watched.watch(true);
  await watched.refresh();
  const callsBefore = counted.calls();
  const seen = await busyPercent(REST_MS);
  const scmCalls = counted.calls() - callsBefore;
  watched.watch(false);
  return {
    watchFirstListMs: firstListMs,
    watchSeenCpuPercent: seen,
    watchScmCallsAMinute: scmCalls * (MINUTE_MS / REST_MS),
    watchHiddenCpuPercent: await busyPercent(REST_MS),
  };
}

async function changing(): Promise<Figures> {
  let round = 0;
  const refuse = (): Promise<never> => Promise.reject(new Error('nobody is asked for'));
  const manager: ServiceManager = {
    enumerateServices() {
      round += 1;
      return Promise.resolve(
        Array.from({ length: SERVICES }, (_, index) => {
          const name = `SigmaBench${String(index)}`;
          return { name, displayName: name, status: statusIn(round + index) };
        }),
      );
    },
    ...{ openService: refuse, createService: refuse, findByDisplayName: refuse },
    [Symbol.dispose]: () => undefined,
  };
  using watched = new ServicesWatch({
    managers: { localComputer: () => Promise.resolve(manager) },
    ...{ registry: systemBridge.registry, clock: systemClock, watched: [] },
  });
  let changes = 0;
  watched.onChange(() => {
    changes += 1;
  });
  watched.watch(true);
  const busy = await busyPercent(REST_MS);
  const heapBefore = heapBytes();
  for (let reading = 0; reading < READINGS_AN_HOUR; reading += 1) await watched.refresh();
  if (changes < SERVICES * READINGS_AN_HOUR) throw new Error(`Only ${String(changes)} changes were seen`);
  return {
    watchChangingCpuPercent: busy,
    watchHeapGrowthAnHourMiB: (heapBytes() - heapBefore) / MEBIBYTE,
  };
}

function statusIn(round: number): ServiceStatus {
  const isRunning = round % 2 === 0;
  return {
    state: isRunning ? 'running' : 'stopped',
    acceptedControls: isRunning ? ['stop'] : [],
    win32ExitCode: 0,
    serviceSpecificExitCode: undefined,
    checkPoint: 0,
    waitHintMs: 0,
    processId: isRunning ? 4 * (round + 1) : undefined,
  };
}

function watchOf(managers: ServiceManagers): ServicesWatch {
  const { registry } = systemBridge;
  return new ServicesWatch({ managers, registry, clock: systemClock, watched: [OWN_SERVICE] });
}

/** Counts the calls of the SCM, and of the services opened through it. */
function counting(managers: ServiceManagers): {
  readonly managers: ServiceManagers;
  readonly calls: () => number;
} {
  let calls = 0;
  const counted = <T extends object>(real: T): T =>
    new Proxy(real, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target);
        if (typeof value !== 'function') return value;
        return (...values: unknown[]): unknown => {
          calls += 1;
          const answer: unknown = Reflect.apply(value, target, values);
          return answer instanceof Promise
            ? answer.then((opened: unknown) =>
                typeof opened === 'object' && opened !== null && Symbol.dispose in opened
                  ? counted(opened)
                  : opened,
              )
            : answer;
        };
      },
    });
  return { managers: counted(managers), calls: () => calls };
}

/** @returns this process's share of one processor while time passes */
async function busyPercent(durationMs: number): Promise<number> {
  const before = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, durationMs));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / durationMs / 10;
}

function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

async function withServices(work: () => Promise<Figures>): Promise<Figures> {
  const names = Array.from({ length: SERVICES }, (_, index) => `SigmaBench${String(index)}`);
  using manager = await systemBridge.serviceManager.localComputer(['connect', 'create-service']);
  try {
    for (const name of names) {
      const definition = { name, displayName: `${name} display`, executable: SIGMA_SRV, account: undefined };
      using service = await manager.createService({ ...definition, startType: 'demand' }, ['query-status']);
      await service.queryStatus();
    }
    return await work();
  } finally {
    await deleteAll(names, systemBridge);
  }
}

async function deleteAll(
  names: readonly string[],
  { serviceManager }: Pick<SystemBridge, 'serviceManager'>,
): Promise<void> {
  using manager = await serviceManager.localComputer(['connect']);
  for (const name of names) {
    using service = await manager.openService(name, ['delete']);
    await service.delete();
  }
}
