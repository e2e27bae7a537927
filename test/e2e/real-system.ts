import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';
import { ROOT } from '../../build/paths.ts';
import { isWineSuite, startSigma, type SigmaApp, type SigmaOptions } from './sigma-app.ts';
import { Windows } from './windows.ts';

export const SIGMA_SRV = join(ROOT, 'out', 'service', 'SigmaSrv.exe');

/** Describes tests of the whole chain on a real SCM and real mailslots: on Windows, or under Wine. */
export function describeReal(name: string, define: () => void, timeoutMs = 300_000): void {
  // Without a real system, only the tests of the simulated computer run.
  if (isWineSuite || process.platform === 'win32') describe(name, { timeout: timeoutMs }, define);
}

/** Windows without the service, and what a test starts there. Disposing ends all of it, whatever has failed. */
export class RealSystem implements AsyncDisposable {
  readonly windows: Windows;
  readonly #started = new AsyncDisposableStack();

  private constructor(windows: Windows) {
    this.windows = windows;
    this.#started.use(windows);
    this.#started.defer(() => this.#removeService());
  }

  /** Removes whatever an earlier test left behind. */
  static async open(): Promise<RealSystem> {
    const system = new RealSystem(await Windows.open());
    await system.#removeService();
    return system;
  }

  async startSigma(options?: SigmaOptions): Promise<SigmaApp> {
    return this.#started.use(await startSigma(options));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.windows.endPrograms();
    await this.#started.disposeAsync();
  }

  async #removeService(): Promise<void> {
    if ((await this.windows.serviceState()) === undefined) return;
    await this.windows.output(SIGMA_SRV, ['/unregister']);
    assert.equal(await this.windows.serviceState(), undefined);
  }
}
