import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { buildAppWithService } from './app-with-service.ts';
import { bundleTests } from './bundle.ts';
import { followFile } from './follow-file.ts';
import { ROOT, TEST_OUT } from './paths.ts';
import { EXIT_USAGE, run } from './run.ts';
import { compileBenchPrograms, compilePeers } from './test-suites/native-programs.ts';
import { missingText, WINE } from './tools.ts';
import { installWindowsAddon } from './windows-addon.ts';
import { toWindowsPath, windowsNode, WinePrefix } from './wine.ts';

/**
 * `npm run bench`: measures Sigma side by side with native programs that do the same, in one run, and prints both
 * figures and their ratio.
 */

const USAGE = `Usage: npm run bench [-- --json]

  --json   print all figures as one JSON object, and nothing else`;

type Figures = Record<string, number>;

const given = process.argv.slice(2);
if (given.some((argument) => argument !== '--json')) {
  console.error(USAGE);
  process.exitCode = EXIT_USAGE;
} else {
  try {
    await bench(given.length > 0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

async function bench(isJson: boolean): Promise<void> {
  await installWindowsAddon();
  await buildAppWithService();
  await compileBenchPrograms();
  await compilePeers();
  const results = join(TEST_OUT, 'reports', 'bench.jsonl');
  await mkdir(join(TEST_OUT, 'reports'), { recursive: true });
  await writeFile(results, '');
  if (!isJson) console.log('This takes about a quarter of an hour: the services post for ten minutes.');
  const lines = new PassThrough();
  const followed = followFile(results, lines);
  const figures: Figures = {};
  const reader = createInterface({ input: lines }).on('line', (line) => {
    const measured = JSON.parse(line) as Figures;
    Object.assign(figures, measured);
    if (!isJson) console.log(textOf(measured));
  });
  try {
    await measureOnWindows(await bundleTests('bench'), results);
    await measureWindow(results);
  } finally {
    await followed.end();
    lines.end();
    await once(reader, 'close');
  }
  if (isJson) console.log(JSON.stringify(figures, undefined, 2));
}

/** Runs the measurements with Node for Windows: here, or in a fresh Windows under Wine. */
async function measureOnWindows(files: readonly string[], results: string): Promise<void> {
  if (process.platform === 'win32') {
    requireSuccess((await run(process.execPath, [...files, results])).code);
    return;
  }
  if (WINE.find() === undefined) throw new Error(missingText(WINE));
  const prefix = await WinePrefix.temporary();
  const output = join(TEST_OUT, 'reports', 'bench.output.txt');
  try {
    const parameters = [...files, results].map(toWindowsPath);
    const node = await windowsNode();
    requireSuccess(await prefix.run(node, parameters, { stdout: output, stderr: output }), output);
  } finally {
    await prefix.close();
  }
}

/** On Windows there is no simulated computer to flood the window. */
async function measureWindow(results: string): Promise<void> {
  if (process.platform === 'win32') {
    await runWindowBench('window-flood.ts', results);
    return;
  }
  await runWindowBench('window.ts', results);
  const prefix = await WinePrefix.temporary();
  try {
    await runWindowBench('window-flood.ts', results, { SIGMA_E2E_WINE: '1', WINEPREFIX: prefix.path });
  } finally {
    await prefix.close();
  }
}

/** Captures the app's output, so nothing comes between the figures. */
async function runWindowBench(name: string, results: string, env: NodeJS.ProcessEnv = {}): Promise<void> {
  const script = join(ROOT, 'test', 'bench', name);
  const { code, output } = await run(process.execPath, [script, results], {
    env: { ...process.env, ...env },
    output: 'capture',
  });
  if (code !== 0) throw new Error(`The window was not measured.\n${output}`);
}

function requireSuccess(code: number, output?: string): void {
  if (code === 0) return;
  const where = output === undefined ? '' : ` Its output is in ${output}.`;
  throw new Error(`The measurements ended with exit code ${code}.${where}`);
}

function textOf(figures: Figures): string {
  const lines = Object.entries(figures).map(
    ([name, value]) => `${name.padEnd(32)}${shown(value).padStart(12)}`,
  );
  return `\n${lines.join('\n')}`;
}

function shown(value: number): string {
  return value >= 1_000 ? value.toFixed(0) : value.toPrecision(3);
}
