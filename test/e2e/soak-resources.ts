import type { ProcessUsage } from '../win32/process-usage.ts';
import { isWineSuite, type SigmaApp } from './sigma-app.ts';
import type { Windows } from './windows.ts';

/** The resources that Sigma uses at one moment. */
export interface Resources {
  readonly clientHandles: number;
  readonly clientThreads: number;
  readonly clientMiB: number;
  readonly serviceHandles: number;
  readonly serviceThreads: number;
  readonly serviceMiB: number;
  readonly pageListeners: number;
  readonly pageNodes: number;
  readonly pageHeapMiB: number;
}

/** The executable of the client's main process: under Wine it is Node's. */
const CLIENT = isWineSuite ? 'node.exe' : 'electron.exe';

export async function resourcesOf(sigma: SigmaApp, windows: Windows): Promise<Resources> {
  const devTools = await sigma.page.context().newCDPSession(sigma.page);
  await devTools.send('HeapProfiler.collectGarbage');
  const page = await devTools.send('Memory.getDOMCounters');
  const { usedSize } = await devTools.send('Runtime.getHeapUsage');
  await devTools.detach();
  const client = await usage(windows, CLIENT);
  const service = await usage(windows, 'SigmaSrv.exe');
  return {
    clientHandles: client.handles,
    clientThreads: client.threads,
    clientMiB: client.privateBytes / 1024 / 1024,
    serviceHandles: service.handles,
    serviceThreads: service.threads,
    serviceMiB: service.privateBytes / 1024 / 1024,
    pageListeners: page.jsEventListeners,
    pageNodes: page.nodes,
    pageHeapMiB: usedSize / 1024 / 1024,
  };
}

async function usage(windows: Windows, executable: string): Promise<ProcessUsage> {
  return JSON.parse(await windows.peerOutput('process-usage', [executable])) as ProcessUsage;
}
