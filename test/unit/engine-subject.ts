import { patched, viewOf, type WireView } from '../../common/view.ts';
import type { Batch } from '../../common/ipc.ts';
import { DEFAULT_SETTINGS } from '../../common/settings.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import type { Log } from '../../engine/log.ts';
import type { Computer } from '../../engine/watch/computer.ts';
import { Monitor, type MonitorOptions } from '../../engine/monitor.ts';
import type { SimulatedBridge } from '../../engine/simulation/simulated-bridge.ts';
import {
  NO_WINDOW,
  type Helper,
  type NativeBridge,
  type Service,
  type ServiceAccess,
} from '../../native-bridge/bridge.ts';
import { knownBy, type Known } from './example-view.ts';
import type { ManualClock } from './manual-clock.ts';

export const HELPER: Helper = {
  executable: String.raw`C:\Program Files\Sigma\SigmaSrv.exe`,
  sha256: {},
};

/** A computer whose memory is never used. */
export const COMPUTER: Computer = {
  memoryBytes: 8 * 1024 ** 3,
  startedAt: Date.UTC(2023, 11, 31),
  availableMemoryBytes: () => 4 * 1024 ** 3,
};

/** The preferences of a user who has changed nothing. */
export const PREFERENCES: ReturnType<MonitorOptions['preferences']> = {
  settings: DEFAULT_SETTINGS,
  speech: { language: 'en', locale: 'en', regionalFormat: 'en' },
  updates: { kind: 'idle' },
};

export interface LogEntry {
  readonly event: string;
  readonly details: Readonly<Record<string, string | number>>;
}

/** Lets time pass until the promise has settled. @throws Error if it does not within ten minutes */
export async function timeUntil<T>(clock: ManualClock, promise: Promise<T>): Promise<T> {
  const state = { isSettled: false };
  const note = (): void => {
    state.isSettled = true;
  };
  promise.then(note, note);
  for (let steps = 0; !state.isSettled; steps += 1) {
    if (steps > 6000) throw new Error('It did not settle within ten minutes');
    await clock.advance(100);
  }
  return promise;
}

/** A log that a test can read. */
export function memoryLog(): Log & { readonly entries: LogEntry[] } {
  const entries: LogEntry[] = [];
  return {
    entries,
    write(event, details) {
      entries.push({ event, details });
    },
    flush: () => Promise.resolve(),
  };
}

/** @returns the bridge, whose services are what the function makes of them */
export function withServices(
  bridge: SimulatedBridge,
  change: (service: Service, access: readonly ServiceAccess[]) => Service,
): SimulatedBridge {
  return {
    ...bridge,
    serviceManager: {
      async localComputer(rights) {
        const manager = await bridge.serviceManager.localComputer(rights);
        const openService = manager.openService.bind(manager);
        manager.openService = async (name, access) => change(await openService(name, access), access);
        return manager;
      },
    },
  };
}

/** What a window shows before the first batch, which contains everything. */
const NOTHING = viewOf({ app: {}, computer: {}, services: [] } as unknown as WireView);

/** A monitor whose window is visible, and everything it sent there. */
export function watchedMonitor(
  bridge: NativeBridge,
  clock: Clock,
  date = () => clock.now(),
  confirm: MonitorOptions['confirm'] = () => Promise.resolve(false),
) {
  const batches: Batch[] = [];
  const log = memoryLog();
  const monitor = new Monitor({
    bridge,
    clock,
    date,
    log,
    helper: HELPER,
    computer: COMPUTER,
    promptOwner: () => NO_WINDOW,
    confirm,
    send: (batch) => {
      batches.push(batch);
      monitor.took(batch.number);
    },
    onView: () => undefined,
    preferences: () => PREFERENCES,
  });
  monitor.setVisible(true);
  return {
    monitor,
    batches,
    log,
    /** What the window shows now. */
    shown(): Known {
      if (batches.length === 0) throw new Error('The window was told nothing yet');
      return knownBy(batches.map(({ patch }) => patch).reduce(patched, NOTHING));
    },
    messages: () => batches.flatMap((batch) => batch.messages),
  };
}
