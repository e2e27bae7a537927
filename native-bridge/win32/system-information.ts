import { availableParallelism, hostname, release, version } from 'node:os';
import type { SystemInformation } from '../bridge.ts';

/** Node reads the true version (RtlGetVersion) as "major.minor.build", whatever the manifest says. */
export function win32SystemInformation(): SystemInformation {
  const [major = 0, minor = 0, build = 0] = release().split('.').map(Number);
  return {
    computerName: hostname(),
    // The product's name as the registry has it, for example "Windows Server 2022 Datacenter".
    windows: { major, minor, build, isServer: /\bServer\b/.test(version()) },
    processors: availableParallelism(),
  };
}
