import { consoleChunks } from '../console-text.ts';
import { GetStdHandle, GetConsoleMode, STD_OUTPUT_HANDLE, WriteConsoleW } from './kernel32.ts';
import { check, isTrue, written, type Out } from './native.ts';

/**
 * Writes to the console, where standard output is one. What WriteFile is given there is decoded by the console's code
 * page, which all its programs share and which is hardly ever UTF-8; this takes UTF-16.
 * https://learn.microsoft.com/windows/console/writeconsole
 * @returns false, and nothing is written, where standard output is no console: a file, a pipe, or nothing
 * @throws Win32Error
 */
export function writeToConsole(text: string): boolean {
  const output = GetStdHandle(STD_OUTPUT_HANDLE);
  // Fails for everything that is no console.
  if (!isTrue(GetConsoleMode(output, [null]))) return false;
  for (const chunk of consoleChunks(text)) {
    for (let rest = chunk; rest.length > 0;) {
      const count: Out<number> = [null];
      check('WriteConsoleW', isTrue(WriteConsoleW(output, rest, rest.length, count, null)));
      rest = rest.slice(written(count));
    }
  }
  return true;
}
