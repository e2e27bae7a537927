import { compare, type Figures } from './figures.ts';
import { native, runNative } from './native.ts';
import { SIGMA_SRV } from '../win32/places.ts';
import { withRegistered } from './registered.ts';

const NATIVE_NAME = 'SigmaBenchNative';
const SIGMA_NAME = 'SigmaBenchSigma';
const ROUNDS = 9;

/**
 * Measures the time from StartService to RUNNING of SigmaSrv and of a service in C, both started by the same program.
 */
export async function serviceStart(): Promise<Figures> {
  const sigma: number[] = [];
  const natives: number[] = [];
  await withRegistered(NATIVE_NAME, native('service'), () =>
    withRegistered(SIGMA_NAME, SIGMA_SRV, async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        natives.push(await startMs(NATIVE_NAME));
        sigma.push(await startMs(SIGMA_NAME));
      }
    }),
  );
  return compare('serviceStart', 'Ms', { sigma, native: natives });
}

async function startMs(name: string): Promise<number> {
  const { startNs } = (await runNative('start-service', name)) as { readonly startNs: number };
  return startNs / 1e6;
}
