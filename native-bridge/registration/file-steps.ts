import { win32 } from 'node:path';
import { ERROR_ACCESS_DENIED } from '../../common/error-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Registry } from '../bridge.ts';
import { isOwnedByTrusted } from './access-list.ts';
import type { RegistrationContext } from './context.ts';
import { isReplaceable } from './location.ts';
import type { ServiceFiles } from './service-files.ts';
import type { Step } from './transaction.ts';
import {
  EVENT_SOURCE_KEY,
  EVENT_SOURCE_VALUES,
  LOG_FOLDER_ACCESS,
  PROGRAM_FOLDER_ACCESS,
  SERVICE_FILES,
} from './wanted.ts';

/** Copies the service to where only administrators can change it. */
export function programFilesStep({ files, executable }: RegistrationContext, folder: string): Step {
  const from = win32.dirname(executable);
  const isAtHome = from.toLowerCase() === folder.toLowerCase();
  return {
    name: 'the program folder',
    isOptional: false,
    async pending() {
      if (isAtHome || (await files.areSame(from, folder, SERVICE_FILES))) return undefined;
      return `copy the service from "${from}", which others than administrators can change, to "${folder}"`;
    },
    async run(undoWith) {
      if (!(await files.exists(folder))) {
        undoWith(async () => {
          await files.removeFolder(folder);
        });
      }
      await files.createFolder(folder, PROGRAM_FOLDER_ACCESS);
      for (const name of SERVICE_FILES)
        undoWith(await files.copy(win32.join(from, name), win32.join(folder, name)));
    },
  };
}

/**
 * Sees to it that the place is as safe as it is meant to be, and leaves it so whatever fails later. A system that
 * does not keep access lists of folders (Wine keeps what its host can express) is told by what comes back.
 */
export function safePlaceStep(files: ServiceFiles, folder: string): Step {
  const executable = win32.join(folder, SERVICE_FILES[0]);
  return {
    name: 'the access list of the program folder',
    isOptional: true,
    async pending() {
      if (!(await files.exists(executable)) || !(await isReplaceable(files, executable))) return undefined;
      return `only administrators may change "${folder}"`;
    },
    async run() {
      await files.createFolder(folder, PROGRAM_FOLDER_ACCESS);
      const isKept = (await files.security(folder)).includes(';;;BA)');
      if (isKept && (await isReplaceable(files, executable)))
        throw new Win32Error('SetNamedSecurityInfoW', ERROR_ACCESS_DENIED);
    },
  };
}

/** A folder of that name may have been there before, made by anybody: it becomes the administrators', for good. */
export function safeLogFolderStep(files: ServiceFiles): Step {
  return {
    name: 'the access list of the log folder',
    isOptional: true,
    async pending() {
      const isSafe =
        !(await files.exists(files.logFolder)) || isOwnedByTrusted(await files.security(files.logFolder));
      return isSafe ? undefined : `"${files.logFolder}" belongs to Administrators; the service may write`;
    },
    async run() {
      await files.createFolder(files.logFolder, LOG_FOLDER_ACCESS);
    },
  };
}

/** @returns whether any part of the event source is registered. @throws ERROR_ACCESS_DENIED */
export function isEventSourceThere(registry: Registry): boolean {
  return Object.keys(EVENT_SOURCE_VALUES).some((name) => registry.read(EVENT_SOURCE_KEY, name) !== undefined);
}

/** Without it the event log shows a complaint in place of the service's text. */
export function eventSourceStep(registry: Registry): Step {
  const wanted = Object.entries(EVENT_SOURCE_VALUES);
  return {
    name: 'the event source',
    isOptional: false,
    pending() {
      const isThere = wanted.every(([name, value]) => registry.read(EVENT_SOURCE_KEY, name) === value);
      return Promise.resolve(isThere ? undefined : `register HKLM\\${EVENT_SOURCE_KEY}`);
    },
    run(undoWith) {
      const before = wanted.map(([name]) => [name, registry.read(EVENT_SOURCE_KEY, name)] as const);
      undoWith(() => {
        if (before.every(([, value]) => value === undefined)) registry.deleteKey(EVENT_SOURCE_KEY);
        for (const [name, value] of before) {
          if (value !== undefined) registry.write(EVENT_SOURCE_KEY, name, value);
        }
        return Promise.resolve();
      });
      for (const [name, value] of wanted) registry.write(EVENT_SOURCE_KEY, name, value);
      return Promise.resolve();
    },
  };
}

/** Makes the folder that the service logs to, in which its account may write. */
export function logFolderStep(files: ServiceFiles): Step {
  return {
    name: 'the log folder',
    isOptional: false,
    async pending() {
      return (await files.exists(files.logFolder)) ? undefined : `create "${files.logFolder}"`;
    },
    async run() {
      // The log stays, whatever fails after this: it tells what that was.
      await files.createFolder(files.logFolder, LOG_FOLDER_ACCESS);
    },
  };
}
