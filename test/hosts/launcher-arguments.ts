import { resolve } from 'node:path';

export interface LauncherArguments {
  readonly appFolder: string;
  /** All switches, for the main process. */
  readonly switches: readonly string[];
  readonly isHeadless: boolean;
  /** Where the app stores its data; undefined for its default folder. */
  readonly userDataFolder: string | undefined;
  /** The port on which the browser listens for DevTools clients; 0 lets it choose. */
  readonly debuggingPort: number;
}

/** Reads Electron's command line. The browser is headless if there is no display. */
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
