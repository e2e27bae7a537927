import { availableParallelism, hostname, release, version } from 'node:os';
import type { SystemInformation } from '../bridge.ts';
import { GetLocaleInfoEx } from './kernel32.ts';

/** winnls.h: what divides the items of a list, of four UTF-16 units at most with its NUL. */
const LOCALE_SLIST = 0xc;
const LONGEST_SEPARATOR = 4;

/** Node reads the true version (RtlGetVersion) as "major.minor.build", whatever the manifest says. */
export function win32SystemInformation(): SystemInformation {
  const [major = 0, minor = 0, build = 0] = release().split('.').map(Number);
  return {
    computerName: hostname(),
    // The product's name as the registry has it, for example "Windows Server 2022 Datacenter".
    windows: { major, minor, build, isServer: /\bServer\b/.test(version()) },
    processors: availableParallelism(),
    listSeparator: listSeparator(),
  };
}

function listSeparator(): string {
  const text = Buffer.alloc(2 * LONGEST_SEPARATOR);
  const length = GetLocaleInfoEx(null, LOCALE_SLIST, text, LONGEST_SEPARATOR);
  return length === 0 ? ',' : text.toString('utf16le', 0, 2 * (length - 1));
}
