import { availableParallelism } from 'node:os';
import { durationText, isDoneWithin, withDeadline } from './bounds.ts';
import { endMarked, marked, newMark } from './marked-processes.ts';
import { Screen, type LaneScreen } from './screen.ts';
import { missingTools, runSuite, type Suite, type SuiteContext, type SuiteResult } from './suite-result.ts';
import { isGood, summary } from './summary.ts';

/** How long building everything for the tests, and downloading Wine the first time, may take. */
const BUILD_TIMEOUT_MS = 20 * 60_000;
/** How long this process may take to end after its last output. */
const EXIT_MS = 5_000;

/**
 * Runs the suites until interrupted, some side by side if the machine has the cores, and prints their results.
 * @param timeoutMs how long all of it may take
 * @returns the exit code
 */
export async function runSuites(suites: readonly Suite[], timeoutMs: number): Promise<number> {
  const interruption = interruptedBySignals();
  const mark = newMark();
  // Everything started from here on can be found by this mark, whatever happens to its parent.
  Object.assign(process.env, marked(mark));
  const { results, isCutOff } = await withDeadline(timeoutMs, async (deadline) => ({
    results: await runLanes(suites, {
      signal: AbortSignal.any([interruption, deadline]),
      print: (text) => {
        console.log(text);
      },
    }),
    isCutOff: deadline.aborted,
  }));
  await endMarked(mark);
  if (isCutOff) console.log(`\nThe tests were ended after ${durationText(timeoutMs)}.`);
  console.log(`\n${summary(results)}`);
  endSoon();
  return !isCutOff && !interruption.aborted && isGood(results) ? 0 : 1;
}

/** @returns the results of the suites that ran, in the order of the suites */
export async function runLanes(
  suites: readonly Suite[],
  { signal, print }: SuiteContext,
): Promise<SuiteResult[]> {
  const screen = new Screen(print);
  const prepared = prepare(suites, { signal, print });
  const results = new Map<Suite, SuiteResult>();
  const take = takesFrom(suites);
  const lanes = Array.from({ length: Math.min(laneCount(), suites.length) }, () => screen.openLane());
  await Promise.all(
    lanes.map(async (lane) => {
      for (let suite = take(); suite !== undefined && !signal.aborted; suite = take(suite)) {
        results.set(suite, await runOn(lane, suite, signal, prepared.get(suite)));
      }
      lane.close();
    }),
  );
  return suites.flatMap((suite) => results.get(suite) ?? []);
}

/**
 * @returns the function that gives a free lane the next waiting suite; it is called with the suite that the lane has
 *   finished. Suites that change the computer run one at a time, so the lane that runs one takes the others after it
 */
function takesFrom(suites: readonly Suite[]): (ended?: Suite) => Suite | undefined {
  const waiting = new Set(suites);
  let isChanging = false;
  return (ended) => {
    if (ended?.changesComputer === true) isChanging = false;
    const next = [...waiting].find(({ changesComputer }) => changesComputer !== true || !isChanging);
    if (next === undefined) return undefined;
    waiting.delete(next);
    if (next.changesComputer === true) isChanging = true;
    return next;
  };
}

/** Tests wait for programs more than they compute: two cores have time for three suites. */
function laneCount(): number {
  const cores = availableParallelism();
  return cores < 2 ? 1 : cores + 1;
}

function interruptedBySignals(): AbortSignal {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      interruption.abort(new Error('interrupted'));
    });
  }
  return interruption.signal;
}

async function runOn(
  screen: LaneScreen,
  suite: Suite,
  signal: AbortSignal,
  prepared: Promise<unknown> | undefined,
): Promise<SuiteResult> {
  screen.begin(suite.name);
  try {
    const print = screen.print.bind(screen);
    return await runSuite(suite, { signal, print }, prepared);
  } finally {
    screen.end();
  }
}

/**
 * Builds what the suites need, step by step, because the builds write to the same folders. A suite waits for all
 * builds, because some tests build as well.
 */
function prepare(suites: readonly Suite[], { signal, print }: SuiteContext): Map<Suite, Promise<unknown>> {
  const builds = suites.flatMap((suite) =>
    suite.prepare === undefined || missingTools(suite).length > 0 ? [] : [{ suite, build: suite.prepare }],
  );
  if (builds.length > 0) print('… what the tests need is built');
  let queue: Promise<unknown> = Promise.resolve();
  const own = builds.map(({ suite, build }) => {
    const built = queue.then(() => {
      signal.throwIfAborted();
      return build();
    });
    queue = built.catch(() => undefined);
    return { suite, built };
  });
  const all = isDoneWithin(BUILD_TIMEOUT_MS, queue).then((isDone) => {
    if (!isDone) throw new Error(`What the tests need was not built after ${durationText(BUILD_TIMEOUT_MS)}`);
  });
  return new Map(
    own.map(({ suite, built }) => {
      const prepared = all.then(() => built);
      // Whoever runs the suite is told; until then nobody waits.
      prepared.catch(() => undefined);
      built.catch(() => undefined);
      return [suite, prepared];
    }),
  );
}

/** Whatever still keeps this process from ending was already reported. */
function endSoon(): void {
  setTimeout(() => {
    process.exit();
  }, EXIT_MS).unref();
}
