import type { ServiceBridge } from '../bridge.ts';
import { writeToConsole } from './console-output.ts';
import { win32EventLog } from './event-log.ts';
import { exitAtOnce } from './process.ts';
import { win32ServiceHost } from './service-host.ts';
import { systemBridge } from './system-bridge.ts';

/** SigmaSrv.exe's bridge to the real Windows, or Wine. Loads nothing that needs a desktop. */
export const win32ServiceBridge: ServiceBridge = {
  ...systemBridge,
  serviceHost: win32ServiceHost,
  eventLog: win32EventLog,
  writeToConsole,
  endProcess: exitAtOnce,
};
