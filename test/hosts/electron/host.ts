import { UNCAUGHT_EXIT_CODE } from '../exit-codes.ts';

/**
 * This process was started as `run-main.ts APP-FOLDER [switches]`. If STAND_IN_PACKAGED names a folder, the app runs as
 * if packaged: Electron would then be the app's own executable, which takes no folder, and the named folder would be
 * its resources.
 */
const [node = '', , folder, ...given] = process.argv;
if (folder === undefined) throw new Error('No app folder was given');
const resources = process.env['STAND_IN_PACKAGED'];

export const appFolder = folder;
export const switches: readonly string[] = given;
export const isPackaged = resources !== undefined;

/** Gives the app what it would get from Electron in `process`. Must be called before the app is loaded. */
export function prepareProcess(): void {
  process.argv = isPackaged ? [node, ...switches] : [node, appFolder, ...switches];
  Object.assign(process, { resourcesPath: resources ?? appFolder });
  if (!isPackaged) Object.assign(process, { defaultApp: true });
}

/**
 * Stops all threads and ends the process. process.exit() cannot do that, because here it behaves as Electron's does.
 */
export function endProcess(code: number): never {
  return (process as unknown as { reallyExit(code: number): never }).reallyExit(code);
}

/**
 * Ends the process if main wants something that Electron can do and the stand-in cannot: no test may continue from
 * there.
 */
export function giveUp(problem: string): never {
  console.error(`The stand-in for Electron ${problem}`);
  return endProcess(UNCAUGHT_EXIT_CODE);
}
