import { compare, type Figures } from './figures.ts';
import { readNatively, SigmaReader, type Posting, type Reading } from './readers.ts';

const FLOOD: Posting = { count: 20_000, bytes: 100, gap: 0 };
const ROUNDS = 15;

/**
 * Measures how many messages per second are read in a flood from another process: by a native program that asks for
 * each message's size first and loses none, and by Sigma up to its main thread.
 */
export async function drain(): Promise<Figures> {
  const sigma: number[] = [];
  const native: number[] = [];
  await using reader = await SigmaReader.open();
  // A warm-up: Sigma's reader lives as long as its window, so its hot code is normally compiled already.
  await reader.read(FLOOD);
  for (let round = 0; round < ROUNDS; round += 1) {
    native.push(perSecond(await readNatively(FLOOD, 'safe')));
    sigma.push(perSecond(await reader.read(FLOOD)));
  }
  return compare('drain', 'PerSecond', { sigma, native });
}

function perSecond({ drainNs }: Reading): number {
  return (FLOOD.count * 1e9) / drainNs;
}
