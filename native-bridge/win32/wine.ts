import { wineDifferences } from '../wine-differences.ts';
import koffi from './koffi.ts';
import { isProcessRunning } from './process.ts';

/**
 * Whether this is Wine, whose ntdll.dll has a function that Windows lacks:
 * https://gitlab.winehq.org/wine/wine/-/wikis/Developer-FAQ
 */
export const isWine = hasWineVersion();

function hasWineVersion(): boolean {
  try {
    koffi.load('ntdll.dll').func('const char *wine_get_version()');
    return true;
  } catch {
    return false;
  }
}

export const { asOnWindows, inTurnUnderWine, classTakesParameters, rootStores, hasCriticalProcesses } =
  wineDifferences(isWine, isProcessRunning);
