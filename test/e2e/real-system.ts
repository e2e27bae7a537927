import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';
import { ROOT } from '../../build/paths.ts';
import { isWineSuite } from './sigma-app.ts';
import type { Windows } from './windows.ts';

export const SIGMA_SRV = join(ROOT, 'out', 'service', 'SigmaSrv.exe');

/** The whole chain on a real SCM and real mailslots: Windows, or Wine. */
export function describeReal(name: string, define: () => void, timeoutMs = 300_000): void {
  // Without one, the simulated computer has tests of its own.
  if (isWineSuite || process.platform === 'win32') describe(name, { timeout: timeoutMs }, define);
}

/** Whatever a test before left behind. */
export async function removeService(windows: Windows): Promise<void> {
  await windows.output(SIGMA_SRV, ['/unregister']);
  assert.equal(await windows.serviceState(), undefined);
}
