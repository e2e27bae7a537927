import { resolve } from 'node:path';

export interface LauncherArguments {
  readonly appFolder: string;
  /** All of them, for the main process. */
  readonly switches: readonly string[];
  readonly isHeadless: boolean;
  /** Where the app keeps what lasts; undefined where it has a place of its own. */
  readonly userDataFolder: string | undefined;
  /** Where the browser listens for DevTools clients; 0 lets it choose. */
  readonly debuggingPort: number;
}

/** Reads Electron's command line. There is no window where there is no display to show it on. */
export function parseLauncherArguments(
  given: readonly string[],
  environment: NodeJS.ProcessEnv,
): LauncherArguments {
  const switches = given.filter((argument) => argument.startsWith('--'));
  const appFolder = given.find((argument) => !argument.startsWith('--')) ?? '.';
  const port = switches.find((argument) => argument.startsWith('--remote-debugging-port='));
  const userData = switches.find((argument) => argument.startsWith('--user-data-dir='));
  const hasDisplay =
    process.platform !== 'linux' ||
    environment['DISPLAY'] !== undefined ||
    environment['WAYLAND_DISPLAY'] !== undefined;
  return {
    appFolder: resolve(appFolder),
    switches,
    isHeadless: switches.includes('--headless') || !hasDisplay,
    userDataFolder: userData?.slice(userData.indexOf('=') + 1),
    debuggingPort: Number(port?.split('=')[1] ?? '0'),
  };
}
