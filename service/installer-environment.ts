import { win32 } from 'node:path';

/** Whose process it is, as his token says. */
interface Person {
  readonly name: string;
  /** The folder of his profile. */
  readonly home: string;
}

/**
 * The environment is anybody's of the same user (`HKCU\Environment`), and would have programs that the installer starts load
 * DLLs, or look for others in a folder of theirs: an installer gets one of its own.
 * @param system the variables that only administrators can change
 * @param temporary where it may write what it needs for itself
 */
export function installerEnvironment(
  system: NodeJS.ProcessEnv,
  { name, home }: Person,
  temporary: string,
): NodeJS.ProcessEnv {
  const drive = win32.parse(home).root.replace(/\\$/, '');
  return {
    ...system,
    ...{ USERNAME: name, USERPROFILE: home, HOMEDRIVE: drive, HOMEPATH: home.slice(drive.length) },
    ...{ TEMP: temporary, TMP: temporary },
    // What is missing of these Node takes from its own environment.
    ...{ USERDOMAIN: '', LOGONSERVER: '', NODE_V8_COVERAGE: '' },
  };
}
