import type { NativeBridge } from '../native-bridge/bridge.ts';
import { createSimulatedBridge, type SimulationOptions } from '../engine/simulation/simulated-bridge.ts';

interface ChosenBridge {
  readonly bridge: NativeBridge;
  /** Ends what the bridge itself keeps running. */
  readonly close: () => Promise<void>;
}

/** The words of the environment variable SIGMA_SIMULATION, and what each one sets. */
const SIMULATION_WORDS: Readonly<Record<string, SimulationOptions>> = {
  'not-installed': { notInstalled: true },
  'elevation-cancelled': { elevationCancelled: true },
  'elevation-needed': { elevationNeeded: true },
  'mailslot-taken': { mailslotTaken: true },
  disabled: { disabled: true },
  'slow-service': { slowService: true },
  'service-hangs': { hangs: true },
  'service-falls-silent': { silentAfterPosts: 5 },
  'service-may-not-post': { refusedAfterPosts: 5 },
  'service-crashes': { crashAfterPosts: 5 },
  'service-crashes-at-once': { crashAfterPosts: 1 },
};

/** Other words: with `flood-10000`, another program posts that many messages per second; `seed-2` tells another story. */
const FLOOD_WORD = /^flood-(\d{1,6})$/;
const SEED_WORD = /^seed-(\d{1,9})$/;
const USUAL_SEED = 1;

/**
 * @returns the real bridge on Windows, otherwise the simulated one
 * @throws Error for an unknown word in SIGMA_SIMULATION
 */
export async function chooseBridge(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
): Promise<ChosenBridge> {
  if (platform === 'win32') {
    // Imported only here, because it loads koffi and needs Windows.
    const { createWin32Bridge } = await import('../native-bridge/win32/win32-bridge.ts');
    return { bridge: createWin32Bridge(), close: () => Promise.resolve() };
  }
  const bridge = createSimulatedBridge(simulationOptions(environment['SIGMA_SIMULATION'] ?? ''));
  return { bridge, close: async () => bridge[Symbol.asyncDispose]() };
}

function simulationOptions(words: string): SimulationOptions {
  return words
    .split(',')
    .filter((word) => word !== '')
    .reduce((options, word) => ({ ...options, ...optionsOf(word) }), { neighboursSeed: USUAL_SEED });
}

function optionsOf(word: string): SimulationOptions {
  const flood = FLOOD_WORD.exec(word);
  if (flood !== null) return { floodPerSecond: Number(flood[1]) };
  const seed = SEED_WORD.exec(word);
  if (seed !== null) return { neighboursSeed: Number(seed[1]) };
  const options = SIMULATION_WORDS[word];
  if (options !== undefined) return options;
  const known = [...Object.keys(SIMULATION_WORDS), 'flood-NUMBER', 'seed-NUMBER'];
  throw new Error(`SIGMA_SIMULATION: "${word}" is not one of ${known.join(', ')}.`);
}
