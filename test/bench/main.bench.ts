import { appendFileSync } from 'node:fs';
import { delivery } from './delivery.ts';
import { drain } from './drain.ts';
import type { Figures } from './figures.ts';
import { longRun } from './long-run.ts';
import { serviceStart } from './service-start.ts';
import { watch } from './watch.ts';

/** Runs in Node for Windows. Each measurement appends its figures to a file as one line of JSON. */
const MEASUREMENTS: Readonly<Record<string, () => Promise<Figures>>> = {
  drain,
  delivery,
  'service-start': serviceStart,
  watch,
  'long-run': longRun,
};

const [file, ...names] = process.argv.slice(2);
if (file === undefined) throw new Error('main.bench.js FILE [NAME...]');
for (const name of names.length > 0 ? names : Object.keys(MEASUREMENTS)) {
  const measure = MEASUREMENTS[name];
  if (measure === undefined)
    throw new Error(`Unknown measurement ${name}; expected one of ${Object.keys(MEASUREMENTS).join(', ')}`);
  appendFileSync(file, `${JSON.stringify(await measure())}\n`);
}
