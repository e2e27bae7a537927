import type { NativeBridge } from '../bridge.ts';
import { win32Elevation, win32Installers } from './elevation.ts';
import { win32Inspection } from './inspection.ts';
import { postToMailslot } from './mailslot-poster.ts';
import { Win32MailslotServer } from './mailslot-server.ts';
import { terminateAtOnce } from './process.ts';
import { win32Registry } from './registry.ts';
import { logFolder } from './service-files.ts';
import { win32ServiceManagers } from './service-manager.ts';
import { isStartupSwitchedOff } from './startup-apps.ts';
import { win32SystemInformation } from './system-information.ts';
import { registerWindowMessage } from './window-message.ts';

/** The real Windows, or Wine. Loads koffi: import it only where there is one. */
export function createWin32Bridge(): NativeBridge {
  return {
    kind: 'win32',
    serviceManager: win32ServiceManagers,
    mailslots: { create: (name, onBatch) => Win32MailslotServer.create(name, onBatch), post: postToMailslot },
    elevation: win32Elevation,
    installers: win32Installers,
    registry: win32Registry,
    system: win32SystemInformation(),
    isStartupSwitchedOff,
    registerWindowMessage,
    endProcess: terminateAtOnce,
    serviceLogFolder: logFolder,
    inspection: win32Inspection,
  };
}
