import { compare, percentile, type Figures } from './figures.ts';
import { readNatively, SigmaReader, type Posting } from './readers.ts';

/** Far enough apart that the reader handles each message alone. */
const CALM: Posting = { count: 1_000, bytes: 300, gap: 3 };
const ROUNDS = 3;

/**
 * Measures the time from just before a post (open, write, close) to its delivery: to a native program in a blocking
 * read, and to Sigma's main thread.
 */
export async function delivery(): Promise<Figures> {
  const sigma: (readonly number[])[] = [];
  const native: (readonly number[])[] = [];
  await using reader = await SigmaReader.open();
  for (let round = 0; round < ROUNDS; round += 1) {
    native.push((await readNatively(CALM, 'blocking')).delayNs);
    sigma.push((await reader.read(CALM)).delayNs);
  }
  const at = (percent: number, rounds: readonly (readonly number[])[]): number[] =>
    rounds.map((delays) => percentile(delays, percent) / 1e6);
  return {
    ...compare('deliveryP50', 'Ms', { sigma: at(50, sigma), native: at(50, native) }),
    ...compare('deliveryP99', 'Ms', { sigma: at(99, sigma), native: at(99, native) }),
  };
}
