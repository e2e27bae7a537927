import { compare, type Figures } from './figures.ts';
import { readNatively, SigmaReader, type Posting, type Reading } from './readers.ts';

const FLOOD: Posting = { count: 20_000, bytes: 100, gap: 0 };
const ROUNDS = 15;

/**
 * How many messages of a flood from another process are read in a second: by a native program that asks for each
 * one's size first and loses none, and by Sigma up to the main thread.
 */
export async function drain(): Promise<Figures> {
  const sigma: number[] = [];
  const native: number[] = [];
  await using reader = await SigmaReader.open();
  // Sigma's reader lives as long as its window, and what it does most is compiled by then.
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
