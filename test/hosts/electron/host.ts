import { UNCAUGHT_EXIT_CODE } from '../exit-codes.ts';

/**
 * How this process was started: `run-main.ts APP-FOLDER [switches]`. Where STAND_IN_PACKAGED names a folder, Electron
 * would be the app's own executable, which takes no folder, and that one its resources.
 */
const [node = '', , folder, ...given] = process.argv;
if (folder === undefined) throw new Error('No app folder was given');
const resources = process.env['STAND_IN_PACKAGED'];

export const appFolder = folder;
export const switches: readonly string[] = given;
export const isPackaged = resources !== undefined;

/** Has the app find what Electron gives it. To be called before it is loaded. */
export function prepareProcess(): void {
  process.argv = isPackaged ? [node, ...switches] : [node, appFolder, ...switches];
  Object.assign(process, { resourcesPath: resources ?? appFolder });
  if (!isPackaged) Object.assign(process, { defaultApp: true });
}

/** Ends the process with all its threads, once those have stopped: process.exit() is Electron's here. */
export function endProcess(code: number): never {
  return (process as unknown as { reallyExit(code: number): never }).reallyExit(code);
}

/** Ends the process where main wants what Electron would do and the stand-in cannot: no test may go on from there. */
export function giveUp(problem: string): never {
  console.error(`The stand-in for Electron ${problem}`);
  return endProcess(UNCAUGHT_EXIT_CODE);
}
