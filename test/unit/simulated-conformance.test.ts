import { describeBridge } from '../conformance/describe-bridge.ts';
import { createSimulatedBridge } from '../../engine/simulation/simulated-bridge.ts';

describeBridge('simulated', () => {
  const bridge = createSimulatedBridge({ notInstalled: true });
  // The simulation's timers do not keep this process alive, as a window would.
  const keepAlive = setInterval(() => undefined, 1_000);
  return Promise.resolve({
    bridge,
    executable: String.raw`C:\Program Files\Sigma\SigmaSrv.exe`,
    sha256: {},
    registeredExecutable: String.raw`C:\Program Files\Sigma\SigmaSrv.exe`,
    missingExecutable: String.raw`C:\Program Files\Sigma\missing.exe`,
    prefix: 'SigmaTest',
    async [Symbol.asyncDispose]() {
      clearInterval(keepAlive);
      await bridge[Symbol.asyncDispose]();
    },
  });
});
