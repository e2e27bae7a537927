import { MAILSLOT_NAME } from '../../common/product.ts';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TEST_OUT } from '../../build/paths.ts';
import { Windows } from '../e2e/windows.ts';
import { floodFigures } from './page-watch.ts';
import type { Figures } from './figures.ts';
import { withSigma } from './with-sigma.ts';

/**
 * A flood through the whole path: a native program posts into the mailslot, and the window shows it.
 * `node window-flood.ts FILE` adds the figures to the file as lines of JSON. Under Wine with SIGMA_E2E_WINE, in the
 * prefix of WINEPREFIX.
 */

const PER_SECOND = 10_000;
/** Enough to fill the list and to be watched afterwards. */
const POSTING_SECONDS = 60;

function flood(windows: Windows): Promise<Figures> {
  return withSigma({}, async (sigma) => {
    await sigma.untilShown('mailslot', 'Mailslot open');
    const poster = join(TEST_OUT, 'bench-native', 'paced-poster.exe');
    const posted = windows.output(poster, [MAILSLOT_NAME, String(PER_SECOND), String(POSTING_SECONDS)]);
    const figures = await floodFigures('flood', sigma.page);
    return { floodPostedPerSecond: Number(await posted) / POSTING_SECONDS, ...figures };
  });
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('window-flood.ts FILE');
const windows = await Windows.open();
try {
  await appendFile(file, `${JSON.stringify(await flood(windows))}\n`);
} finally {
  await windows[Symbol.asyncDispose]();
}
