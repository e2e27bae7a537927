import type { Undo } from '../../native-bridge/files.ts';
import { Win32Error } from '../../common/win32-error.ts';
import {
  ERROR_BAD_CONFIGURATION,
  ERROR_CALL_NOT_IMPLEMENTED,
  ERROR_INVALID_LEVEL,
  ERROR_NONE_MAPPED,
} from '../../common/win32-codes.ts';

/** The failure of one step of a larger piece of work: names the step, and what there is to say beside the code. */
export class StepError extends Win32Error {
  readonly step: string;
  readonly detail: string | undefined;

  constructor(step: string, { api, code }: { readonly api: string; readonly code: number }, detail?: string) {
    super(api, code);
    this.step = step;
    this.detail = detail;
  }
}

/** One thing that has to be true in the end. */
export interface Step {
  /** What the step is about, to follow "failed at": `the recovery actions`. */
  readonly name: string;
  /**
   * Whether the rest is useful even if Windows does not support this, does not store it, or does not tell who is
   * asking.
   */
  readonly isOptional: boolean;
  /** @returns what has to be changed, for people to read; undefined if nothing */
  pending(): Promise<string | undefined>;
  /**
   * Makes it true.
   * @param undoWith to be called with the way back as soon as there is something to undo, so that nothing remains of a
   *   step that fails halfway. The function passed last is called first
   */
  run(undoWith: (undo: Undo) => void): Promise<void>;
}

/** A step that has done something. */
interface Taken {
  readonly step: Step;
  readonly undos: Undo[];
}

/** Reports what is done as it is done: one line for each privileged step. */
export type Report = (line: string) => void;

/**
 * Takes the pending steps, and checks each of them again afterwards. If one fails, everything done is undone in reverse
 * order.
 * @throws StepError of the step that failed; ERROR_BAD_CONFIGURATION if Windows did not store what it accepted
 */
export async function runTransaction(steps: readonly Step[], report: Report): Promise<void> {
  const taken: Taken[] = [];
  try {
    for (const step of steps) await take(step, taken, report);
    for (const { step } of taken) await readBack(step, report);
  } catch (error) {
    for (const { step, undos } of taken.reverse()) await takeBack(step, undos, report);
    throw error;
  }
}

/**
 * @returns what {@link runTransaction} would change: one line each
 * @throws StepError of the step that could not be checked
 */
export async function planOf(steps: readonly Step[]): Promise<string[]> {
  const plan: string[] = [];
  for (const step of steps) {
    const change = await atStep(step, () => pendingIfPossible(step));
    if (change !== undefined)
      plan.push(`${step.name}: ${'skipped' in change ? change.skipped : change.wanted}`);
  }
  return plan;
}

async function take(step: Step, taken: Taken[], report: Report): Promise<void> {
  await atStep(step, async () => {
    const change = await pendingIfPossible(step);
    if (change === undefined) return;
    if ('skipped' in change) {
      reportSkipped(step, change.skipped, report);
      return;
    }
    report(`${step.name}: ${change.wanted}`);
    const undos: Undo[] = [];
    taken.push({ step, undos });
    try {
      await step.run((undo) => undos.push(undo));
    } catch (error) {
      const reason = reasonToSkip(step, error);
      if (reason === undefined) throw error;
      // Nothing was done: an optional step is a single call.
      taken.pop();
      reportSkipped(step, reason, report);
    }
  });
}

async function readBack(step: Step, report: Report): Promise<void> {
  await atStep(step, async () => {
    if ((await pendingIfPossible(step)) === undefined) return;
    if (!step.isOptional) throw new Win32Error('QueryServiceConfigW', ERROR_BAD_CONFIGURATION);
    report(`warning: ${step.name}: this system accepts it but does not store it`);
  });
}

async function takeBack({ name }: Step, undos: readonly Undo[], report: Report): Promise<void> {
  let isUndone = undos.length > 0;
  for (const undo of undos.toReversed()) {
    try {
      await undo();
    } catch (error) {
      isUndone = false;
      report(`warning: ${name} could not be undone: ${String(error)}`);
    }
  }
  if (isUndone) report(`undone: ${name}`);
}

function reportSkipped({ name }: Step, reason: string, report: Report): void {
  report(`warning: ${name}: ${reason}`);
}

/** What a step would change, or why it is skipped. */
type Pending = { readonly wanted: string } | { readonly skipped: string };

async function pendingIfPossible(step: Step): Promise<Pending | undefined> {
  try {
    const wanted = await step.pending();
    return wanted === undefined ? undefined : { wanted };
  } catch (error) {
    const skipped = reasonToSkip(step, error);
    if (skipped === undefined) throw error;
    return { skipped };
  }
}

/** Why an optional step is skipped, by the code that it failed with. */
const REASONS_TO_SKIP: Readonly<Record<number, string>> = {
  [ERROR_INVALID_LEVEL]: 'this system does not support it',
  [ERROR_CALL_NOT_IMPLEMENTED]: 'this system does not support it',
  [ERROR_NONE_MAPPED]: 'the system did not identify the user who made the request',
};

function reasonToSkip({ isOptional }: Step, error: unknown): string | undefined {
  return isOptional && error instanceof Win32Error ? REASONS_TO_SKIP[error.code] : undefined;
}

async function atStep<T>(step: Step, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Win32Error && !(error instanceof StepError)) throw new StepError(step.name, error);
    throw error;
  }
}
