import { win32 } from 'node:path';

/**
 * The environment is anybody's of the same user (`HKCU\Environment`), and would have programs that the installer starts load
 * DLLs, or look for others in a folder of theirs: an installer gets one that the system's own folders make up. Node adds the
 * names of the user, of his profile and of his computer.
 * @param windows the system's folder
 * @param temporary where it may write what it needs for itself
 */
export function installerEnvironment(windows: string, temporary: string): NodeJS.ProcessEnv {
  const system = win32.join(windows, 'System32');
  const path = [
    ...[system, windows, win32.join(system, 'Wbem')],
    win32.join(system, 'WindowsPowerShell', 'v1.0'),
  ];
  return {
    SystemRoot: windows,
    windir: windows,
    SystemDrive: win32.parse(windows).root.slice(0, 2),
    ComSpec: win32.join(system, 'cmd.exe'),
    PATH: path.join(';'),
    PATHEXT: '.COM;.EXE;.BAT;.CMD',
    TEMP: temporary,
    TMP: temporary,
  };
}
