import { win32 } from 'node:path';
import { ERROR_ACCESS_DENIED } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Registry } from '../../native-bridge/bridge.ts';
import { isReplaceableByOthers } from './access-list.ts';
import type { RegistrationContext, Places } from './context.ts';
import {
  freshFolder,
  isReplaceable,
  isSamePath,
  isDataFolderSafe,
  isDataPlaceSafe,
  isLogFolderSafe,
  keepsOwners,
} from './location.ts';
import type { Files, Undo } from '../../native-bridge/files.ts';
import { StepError, type Step } from './transaction.ts';
import {
  CLOSED_FILE_ACCESS,
  CLOSED_FOLDER_ACCESS,
  EVENT_SOURCE_KEY,
  EVENT_SOURCE_VALUES,
  LOG_FOLDER_ACCESS,
  SERVICE_FILES,
} from './wanted.ts';

/**
 * Creates Sigma's data folder and the log folder in it, which only administrators, or only they and the service, may
 * change. What someone else has created in their place is kept under another name, because its creator could still hold
 * it open or redirect it. These folders stay even if a later step fails, because the log says what failed.
 */
export function dataFolderSteps(files: Files, places: Places): Step[] {
  const { dataFolder, logFolder } = places;
  const isDataThere = (): Promise<boolean> => isThere(files, dataFolder);
  return [
    folderStep(files, places, 'the data folder', dataFolder, CLOSED_FOLDER_ACCESS, {
      isThere: isDataThere,
      isSafe: () => isDataFolderSafe(files, places),
    }),
    folderStep(files, places, 'the log folder', logFolder, LOG_FOLDER_ACCESS, {
      // If the data folder is set aside, the log folder goes with it.
      isThere: async () =>
        (await isDataThere()) && (await isDataFolderSafe(files, places)) && (await isThere(files, logFolder)),
      isSafe: () => isLogFolderSafe(files, places),
    }),
  ];
}

interface FolderState {
  readonly isThere: () => Promise<boolean>;
  /** Asked of an existing folder. */
  readonly isSafe: () => Promise<boolean>;
}

function folderStep(
  files: Files,
  places: Places,
  name: string,
  folder: string,
  accessList: string,
  { isThere: isFolderThere, isSafe }: FolderState,
): Step {
  return {
    name,
    isOptional: false,
    async pending() {
      if (!(await isFolderThere())) return `create "${folder}"`;
      if (await isSafe()) return undefined;
      return `set aside "${folder}", which has the wrong owner or access list, and create a new one`;
    },
    async run() {
      if (!(await isDataPlaceSafe(files, places))) throw openPlaceError(name, folder);
      if (await isFolderThere()) await files.setAside(folder, SERVICE_FILES);
      await files.createFolder(folder, accessList);
    },
  };
}

function openPlaceError(step: string, folder: string): StepError {
  const failure = { api: 'CreateDirectoryW', code: ERROR_ACCESS_DENIED };
  return new StepError(step, failure, `Non-administrators could replace the folder "${folder}".`);
}

/** A link may lead to nothing. */
async function isThere(files: Files, folder: string): Promise<boolean> {
  return (await files.exists(folder)) || (await files.isLink(folder));
}

/**
 * Copies the service to where only administrators can change it. If others could change the folder there, it is set
 * aside as a whole and created again: its creator could still hold it open, or have left files in it that are loaded or
 * linked. That is not undone if a later step fails, because the service must not run from such a place.
 */
export function programFilesStep({ files, places, executable }: RegistrationContext, folder: string): Step {
  const from = win32.dirname(executable);
  const isAtHome = isSamePath(from, folder);
  // Any other folder is the user's own, and was found to be safe before it was chosen.
  const isOpen = async (): Promise<boolean> =>
    isSamePath(folder, places.programFolder) && (await isOpenToOthers(files, folder));
  return {
    name: 'the program folder',
    isOptional: false,
    async pending() {
      if (await isOpen())
        return `set aside "${folder}", which non-administrators could change, and copy the service to a new one`;
      if (isAtHome || (await files.areSame(from, folder, SERVICE_FILES))) return undefined;
      return `copy the service from "${from}" to "${folder}", which only administrators can change`;
    },
    async run(undoWith) {
      if (await isOpen()) {
        await replaceWhole(undoWith);
        return;
      }
      if (await files.exists(folder)) {
        await files.secure(folder, CLOSED_FOLDER_ACCESS);
      } else {
        undoWith(async () => {
          await files.removeFolder(folder);
        });
        await files.createFolder(folder, CLOSED_FOLDER_ACCESS);
      }
      await copyInto(folder, undoWith);
    },
  };

  async function replaceWhole(undoWith: (undo: Undo) => void): Promise<void> {
    const fresh = freshFolder(folder);
    // Left by a helper that was ended halfway.
    if (await files.exists(fresh)) await files.removeFolder(fresh);
    undoWith(async () => {
      if (!(await files.exists(fresh))) return;
      if (await isThere(files, folder)) await files.removeFolder(fresh);
      else await files.rename(fresh, folder);
    });
    await files.createFolder(fresh, CLOSED_FOLDER_ACCESS);
    // The new copy is complete before the old one goes, so there is nothing to undo file by file.
    await copyInto(fresh, () => undefined);
    await files.setAside(folder, SERVICE_FILES);
    await files.rename(fresh, folder);
  }

  async function copyInto(to: string, undoWith: (undo: Undo) => void): Promise<void> {
    for (const name of SERVICE_FILES)
      undoWith(await files.copy(win32.join(from, name), win32.join(to, name)));
  }
}

/** @returns whether non-administrators can change the folder for copies, change a copy in it, or redirect it */
async function isOpenToOthers(files: Files, folder: string): Promise<boolean> {
  if (!(await isThere(files, folder))) return false;
  if (await files.isLink(folder)) return true;
  if (!(await keepsOwners(files, win32.dirname(folder)))) return false;
  if (isReplaceableByOthers(await files.security(folder), 'folder')) return true;
  for (const name of SERVICE_FILES) {
    const file = win32.join(folder, name);
    if (!(await isThere(files, file))) continue;
    if ((await files.isLink(file)) || isReplaceableByOthers(await files.security(file), 'file')) return true;
  }
  return false;
}

/**
 * Makes the place as safe as it has to be, and leaves it so even if a later step fails. A system that does not store
 * access lists of folders (Wine stores only what its host can express) is no failure.
 */
export function safePlaceStep(files: Files, folder: string): Step {
  const executable = win32.join(folder, SERVICE_FILES[0]);
  return {
    name: 'the access list of the program folder',
    isOptional: true,
    async pending() {
      if (!(await files.exists(executable)) || !(await isReplaceable(files, executable))) return undefined;
      return `allow only administrators to change "${folder}"`;
    },
    async run() {
      await files.secure(folder, CLOSED_FOLDER_ACCESS);
      // A folder's access list applies only to what is created in it afterwards.
      for (const name of SERVICE_FILES) await files.secure(win32.join(folder, name), CLOSED_FILE_ACCESS);
      // The folder above belongs to Windows and stays as it is.
      if (!(await keepsOwners(files, win32.dirname(folder)))) return;
      if (await isReplaceable(files, executable))
        throw new Win32Error('SetNamedSecurityInfoW', ERROR_ACCESS_DENIED);
    },
  };
}

/** @returns whether any part of the event source is registered. @throws ERROR_ACCESS_DENIED */
export function isEventSourceThere(registry: Registry): boolean {
  return Object.keys(EVENT_SOURCE_VALUES).some((name) => registry.read(EVENT_SOURCE_KEY, name) !== undefined);
}

/** Without the event source, the event log shows a complaint instead of the service's text. */
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
