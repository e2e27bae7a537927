import { MAILSLOT_NAME } from '../../common/product.ts';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TEST_OUT } from '../../build/paths.ts';
import { Windows } from '../e2e/windows.ts';
import { floodFigures } from './page-watch.ts';
import type { Figures } from './figures.ts';
import { withSigma } from './with-sigma.ts';

/**
 * Measures a flood along the whole path: a native program posts to the mailslot, and the window shows the messages.
 * `node window-flood.ts FILE` appends the figures to the file as lines of JSON. With SIGMA_E2E_WINE it runs under Wine,
 * in the prefix that WINEPREFIX names.
 */

const PER_SECOND = 10_000;
/** Long enough to fill the list and watch it afterwards. */
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
