import { consoleChunks } from '../console-text.ts';
import { GetStdHandle, GetConsoleMode, STD_OUTPUT_HANDLE, WriteConsoleW } from './kernel32.ts';
import { check, isTrue, written, type Out } from './native.ts';

/**
 * Writes to the console, if standard output is one. The console decodes bytes from WriteFile by its code page, which
 * all its programs share and which is hardly ever UTF-8; this function takes UTF-16.
 * https://learn.microsoft.com/windows/console/writeconsole
 * @returns false, with nothing written, if standard output is no console: a file, a pipe or nothing
 * @throws Win32Error
 */
export function writeToConsole(text: string): boolean {
  const output = GetStdHandle(STD_OUTPUT_HANDLE);
  // Fails for everything but a console.
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
