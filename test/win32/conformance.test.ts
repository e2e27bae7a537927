import { dirname, join } from 'node:path';
import { createWin32Bridge } from '../../native-bridge/win32/win32-bridge.ts';
import { describeBridge } from '../conformance/describe-bridge.ts';
import type { Capability } from '../conformance/subject.ts';
import { isWine, REGISTERED_SIGMA_SRV, sha256OfFilesIn, SIGMA_SRV, temporaryFolder } from './places.ts';

const WHAT_WINE_LACKS: readonly [Capability, string][] = [
  ['service-name-limit', 'Wine accepts service names of any length'],
  ['account-check', 'Wine accepts any account for a service'],
  ['service-settings', 'Wine stores only the description and the pre-shutdown time (124)'],
  ['service-access-list', 'Wine accepts a service’s access list, but does not store it'],
  ['deleted-start-check', 'Wine starts a service that is marked for deletion'],
];

describeBridge('win32', () =>
  Promise.resolve({
    bridge: createWin32Bridge(),
    executable: SIGMA_SRV,
    sha256: sha256OfFilesIn(dirname(SIGMA_SRV)),
    registeredExecutable: REGISTERED_SIGMA_SRV,
    missingExecutable: join(temporaryFolder(), 'missing.exe'),
    // Process IDs repeat from one Wine session to the next, and an aborted run may have left something behind.
    prefix: `SigmaTest${String(process.pid)}-${String(Date.now())}`,
    unsupported: new Map(isWine ? WHAT_WINE_LACKS : []),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }),
);
