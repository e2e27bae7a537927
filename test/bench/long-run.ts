import { SERVICE_NAME } from '../../common/product.ts';
import { thisComputer } from '../../engine/watch/computer.ts';
import { Monitor } from '../../engine/monitor.ts';
import { DEFAULT_SETTINGS } from '../../common/settings.ts';
import { systemClock } from '../../native-bridge/clock.ts';
import { NO_WINDOW } from '../../native-bridge/bridge.ts';
import { createWin32Bridge } from '../../native-bridge/win32/win32-bridge.ts';
import { Win32MailslotServer } from '../../native-bridge/win32/mailslot-server.ts';
import { win32ServiceManagers } from '../../native-bridge/win32/service-manager.ts';
import { SIGMA_SRV } from '../win32/places.ts';
import { processUsage, type ProcessUsage } from '../win32/process-usage.ts';
import type { Figures } from './figures.ts';
import { native } from './native.ts';
import { withRegistered } from './registered.ts';

const NATIVE_NAME = 'SigmaBenchNative';

/** How long both services post before their memory is measured. */
const POSTING_MS = 10 * 60_000;
/** The last part of that time, in which processor use is measured. */
const IDLE_MS = 60_000;

/**
 * Has SigmaSrv and a service in C post once a second for ten minutes to a running client. Measures their memory and
 * handles at the end, and the processor use of both and of the client's main process in the last minute.
 */
export async function longRun(): Promise<Figures> {
  const bridge = createWin32Bridge();
  const nativeSlot = await Win32MailslotServer.create(
    String.raw`\\.\mailslot` + `\\${NATIVE_NAME}`,
    () => undefined,
  );
  const monitor = new Monitor({
    bridge,
    clock: systemClock,
    date: Date.now,
    log: { write: () => undefined, flush: () => Promise.resolve() },
    helper: { executable: SIGMA_SRV, sha256: {} },
    computer: thisComputer(),
    send: ({ number }) => {
      monitor.took(number);
    },
    onView: () => undefined,
    promptOwner: () => NO_WINDOW,
    confirm: () => Promise.resolve(false),
    preferences: () => ({
      settings: DEFAULT_SETTINGS,
      speech: { language: 'en', regionalFormat: 'en', locale: 'en' },
      updates: { kind: 'idle' },
    }),
  });
  monitor.setVisible(true);
  try {
    return await withRegistered(NATIVE_NAME, native('service'), () =>
      withRegistered(SERVICE_NAME, SIGMA_SRV, watchBoth),
    );
  } finally {
    await monitor[Symbol.asyncDispose]();
    await nativeSlot.close();
  }
}

async function watchBoth(): Promise<Figures> {
  const [nativeId, sigmaId] = [await start(NATIVE_NAME), await start(SERVICE_NAME)];
  await pass(POSTING_MS - IDLE_MS);
  const before = { native: await processUsage(nativeId), sigma: await processUsage(sigmaId) };
  const clientBefore = process.cpuUsage();
  await pass(IDLE_MS);
  const client = process.cpuUsage(clientBefore);
  const after = { native: await processUsage(nativeId), sigma: await processUsage(sigmaId) };
  const busy = {
    sigma: busyPercent(before.sigma, after.sigma),
    native: busyPercent(before.native, after.native),
  };
  return {
    servicePrivateSigmaMiB: mib(after.sigma),
    servicePrivateNativeMiB: mib(after.native),
    servicePrivateRatio: after.sigma.privateBytes / after.native.privateBytes,
    serviceHandlesSigma: after.sigma.handles,
    serviceHandlesNative: after.native.handles,
    serviceHandlesRatio: after.sigma.handles / after.native.handles,
    serviceIdleSigmaCpuPercent: busy.sigma,
    serviceIdleNativeCpuPercent: busy.native,
    clientIdleCpuPercent: (client.user + client.system) / IDLE_MS / 10,
  };
}

async function start(name: string): Promise<number> {
  using manager = await win32ServiceManagers.localComputer(['connect']);
  using service = await manager.openService(name, ['query-status', 'start']);
  await service.start();
  const { processId } = await service.queryStatus();
  if (processId === undefined) throw new Error(`${name} is not running`);
  return processId;
}

function mib({ privateBytes }: ProcessUsage): number {
  return privateBytes / 1024 / 1024;
}

function busyPercent(before: ProcessUsage, after: ProcessUsage): number {
  return ((after.cpuNs - before.cpuNs) / 1e6 / IDLE_MS) * 100;
}

function pass(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
