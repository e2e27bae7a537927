import koffi from './koffi.ts';
import { LOAD_LIBRARY_SEARCH_SYSTEM32, LoadLibraryExW } from './kernel32.ts';
import { check, isTrue } from './native.ts';

/**
 * Loads a DLL from Windows' own folder, and not by its name alone: unless it is one of Windows' known DLLs, one of that name
 * beside the executable would be taken for it. Once it is loaded, its name stands for it.
 * @throws Win32Error where this Windows has none
 */
export function loadFromSystem(name: string): ReturnType<typeof koffi.load> {
  check('LoadLibraryExW', isTrue(LoadLibraryExW(name, null, LOAD_LIBRARY_SEARCH_SYSTEM32)));
  return koffi.load(name);
}
