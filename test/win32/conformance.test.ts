import { join } from 'node:path';
import { createWin32Bridge } from '../../native-bridge/win32/win32-bridge.ts';
import { describeBridge } from '../conformance/describe-bridge.ts';
import type { Capability } from '../conformance/subject.ts';
import { SIGMA_SRV, temporaryFolder } from './places.ts';

describeBridge('win32', () =>
  Promise.resolve({
    bridge: createWin32Bridge(),
    executable: SIGMA_SRV,
    missingExecutable: join(temporaryFolder(), 'missing.exe'),
    prefix: `SigmaTest${String(process.pid)}`,
    unsupported: new Map<Capability, string>(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }),
);
