import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { followFile } from '../follow-file.ts';
import { ROOT, TEST_OUT } from '../paths.ts';
import { run } from '../run.ts';
import { toWindowsPath, windowsNode, type WinePrefix } from '../wine.ts';
import { failure, type Counts } from './suite-result.ts';
import { tapCounts } from './tap.ts';

/** How Node runs the files: each in a process of its own, or all in one. */
export interface NodeTestOptions {
  readonly name: string;
  readonly signal: AbortSignal;
  readonly env?: NodeJS.ProcessEnv;
  readonly flags?: readonly string[];
  /** When tests that have not ended never will, in milliseconds. */
  readonly timeoutMs?: number;
}

/** All in one process, which is the only way under Wine: Node's runner talks to its children through pipes. */
export const ONE_PROCESS = '--test-isolation=none';

const SUITE_TIMEOUT_MS = 30 * 60_000;

/** Runs bundled tests by this Node and shows how they go. */
export async function runNodeTests(files: readonly string[], options: NodeTestOptions): Promise<Counts> {
  if (files.length === 0) return failure('there are no tests');
  const report = await freshReport(`${options.name}.tap`);
  const nodeArguments = [...testFlags(options, 'stdout', report), ...files];
  return withinTime(options, async (signal) => {
    const env = testEnvironment(options.env);
    const { code } = await run(process.execPath, nodeArguments, { cwd: ROOT, env, signal });
    return countsOf(report, files, code);
  });
}

/** Runs bundled tests by Node for Windows under Wine and shows how they go. */
export async function runNodeTestsUnderWine(
  prefix: WinePrefix,
  files: readonly string[],
  options: NodeTestOptions,
): Promise<Counts> {
  if (files.length === 0) return failure('there are no tests');
  const report = await freshReport(`${options.name}.tap`);
  const progress = await freshReport(`${options.name}.txt`);
  const output = await freshReport(`${options.name}.output.txt`);
  const nodeArguments = [
    ...testFlags({ ...options, flags: [ONE_PROCESS] }, toWindowsPath(progress), toWindowsPath(report)),
    ...files.map(toWindowsPath),
  ];
  const node = await windowsNode();
  return withinTime(options, async (signal) => {
    const env = testEnvironment(options.env);
    const shown = followFile(progress, process.stdout);
    try {
      const code = await prefix.run(node, nodeArguments, {
        cwd: ROOT,
        env,
        signal,
        stdout: output,
        stderr: output,
      });
      return await countsOf(report, files, code);
    } finally {
      await shown.end();
      process.stdout.write(await readFile(output, 'utf8'));
    }
  });
}

function testFlags({ flags = [] }: NodeTestOptions, progress: string, report: string): string[] {
  return [
    '--enable-source-maps',
    '--test',
    ...flags,
    '--test-reporter=spec',
    `--test-reporter-destination=${progress}`,
    '--test-reporter=tap',
    `--test-reporter-destination=${report}`,
  ];
}

/** The bundler has set NODE_ENV for itself; tests see React as it is in development. */
function testEnvironment(added: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: 'test', ...added };
}

/** @returns the path of an empty file for a report */
async function freshReport(file: string): Promise<string> {
  const folder = join(TEST_OUT, 'reports');
  const path = join(folder, file.replaceAll(' ', '-'));
  await mkdir(folder, { recursive: true });
  await writeFile(path, '');
  return path;
}

async function countsOf(report: string, files: readonly string[], exitCode: number): Promise<Counts> {
  const counts = tapCounts(await readFile(report, 'utf8'), files);
  if (exitCode === 0 || counts.failed > 0) return counts;
  return { ...counts, failed: 1, note: `Node ended with exit code ${exitCode} though no test failed` };
}

async function withinTime(
  { signal, timeoutMs = SUITE_TIMEOUT_MS }: NodeTestOptions,
  work: (signal: AbortSignal) => Promise<Counts>,
): Promise<Counts> {
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    return await work(AbortSignal.any([signal, deadline]));
  } catch (error) {
    if (deadline.aborted) return failure(`not finished after ${timeoutMs / 60_000} minutes, and ended`);
    throw error;
  }
}
