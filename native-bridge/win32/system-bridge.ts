import type { SystemBridge } from '../bridge.ts';
import { win32AskingUser } from './asking-user.ts';
import { win32Files } from './files.ts';
import { win32Inspection } from './inspection.ts';
import { win32Installers } from './installers.ts';
import { postToMailslot } from './mailslot-poster.ts';
import { openProcess } from './endable-process.ts';
import { listProcesses } from './process-list.ts';
import { win32Registry } from './registry.ts';
import { serviceRegistrations } from './service-registrations.ts';
import { win32ServiceManagers } from './service-manager.ts';
import { systemVariables } from './system-environment.ts';

/** What both programs use of the real Windows, or Wine. */
export const systemBridge: SystemBridge = {
  serviceManager: win32ServiceManagers,
  mailslots: { post: postToMailslot },
  registry: win32Registry,
  serviceRegistrations,
  listProcesses,
  openProcess,
  files: win32Files,
  installers: win32Installers,
  inspection: win32Inspection,
  askingUser: win32AskingUser,
  systemVariables,
};
