import type { NativeBridge } from '../bridge.ts';
import { win32Elevation } from './elevation.ts';
import { postToMailslot } from './mailslot-poster.ts';
import { Win32MailslotServer } from './mailslot-server.ts';
import { terminateAtOnce } from './process.ts';
import { isStartupSwitchedOff, win32SystemInformation, registerWindowMessage } from './desktop.ts';
import { systemBridge } from './system-bridge.ts';

/** The client's bridge to the real Windows, or Wine. Loads koffi, so it must be imported only on Windows. */
export function createWin32Bridge(): NativeBridge {
  return {
    ...systemBridge,
    kind: 'win32',
    mailslots: { create: (name, onBatch) => Win32MailslotServer.create(name, onBatch), post: postToMailslot },
    elevation: win32Elevation,
    system: win32SystemInformation(),
    isStartupSwitchedOff,
    registerWindowMessage,
    endProcess: terminateAtOnce,
  };
}
