import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Win32Error } from '../../common/win32-error.ts';
import { StepError, planOf, runTransaction, type Step } from '../../engine/registration/transaction.ts';

/** One thing that can be done and undone, and everything that happened to all of them. */
class Ledger {
  readonly events: string[] = [];
  readonly lines: string[] = [];

  step(name: string, changes: Partial<Step> = {}): Step {
    let isDone = false;
    return {
      name,
      isOptional: false,
      pending: () => Promise.resolve(isDone ? undefined : `do ${name}`),
      run: (undoWith) => {
        isDone = true;
        this.events.push(`do ${name}`);
        undoWith(() => {
          isDone = false;
          this.events.push(`undo ${name}`);
          return Promise.resolve();
        });
        return Promise.resolve();
      },
      ...changes,
    };
  }

  run(...steps: Step[]): Promise<void> {
    return runTransaction(steps, (line) => this.lines.push(line));
  }
}

function failing(code: number): () => Promise<never> {
  return () => Promise.reject(new Win32Error('ChangeServiceConfig2W', code));
}

/** Passes if the work fails at this step, with this code. */
async function failsAt(step: string, code: number, work: Promise<unknown>): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof StepError, String(error));
    assert.deepEqual([error.step, error.code], [step, code]);
    return true;
  });
}

describe('a transaction', () => {
  it('takes what is pending in its order, says so, and undoes nothing', async () => {
    const ledger = new Ledger();
    const done = ledger.step('done', { pending: () => Promise.resolve(undefined) });
    await ledger.run(ledger.step('a'), done, ledger.step('b'));
    assert.deepEqual(ledger.events, ['do a', 'do b']);
    assert.deepEqual(ledger.lines, ['a: do a', 'b: do b']);
  });

  it('undoes in reverse what was done before a failure, and names the step', async () => {
    const ledger = new Ledger();
    const run = ledger.run(ledger.step('a'), ledger.step('b'), ledger.step('c', { run: failing(5) }));
    await failsAt('c', 5, run);
    assert.deepEqual(ledger.events, ['do a', 'do b', 'undo b', 'undo a']);
    assert.deepEqual(ledger.lines.slice(-2), ['undone: b', 'undone: a']);
  });

  it('undoes also what a step had done before it failed in the middle, the last first', async () => {
    const ledger = new Ledger();
    const { events } = ledger;
    const halfway = ledger.step('halfway', {
      run: (undoWith) => {
        for (const part of [1, 2]) {
          undoWith(() => {
            events.push(`undo part ${part}`);
            return Promise.resolve();
          });
        }
        return failing(112)();
      },
    });
    await failsAt('halfway', 112, ledger.run(ledger.step('a'), halfway));
    assert.deepEqual(events, ['do a', 'undo part 2', 'undo part 1', 'undo a']);
  });

  it('says that something cannot be undone, and undoes the rest', async () => {
    const ledger = new Ledger();
    const stubborn = ledger.step('stubborn', {
      run: (undoWith) => {
        undoWith(failing(5));
        return Promise.resolve();
      },
    });
    const run = ledger.run(ledger.step('a'), stubborn, ledger.step('c', { pending: failing(1072) }));
    await failsAt('c', 1072, run);
    assert.deepEqual(ledger.events, ['do a', 'undo a']);
    assert.match(ledger.lines.at(-2) ?? '', /^warning: stubborn could not be undone: .*\(5\)/);
    assert.equal(ledger.lines.at(-1), 'undone: a');
  });

  it('passes on what is no error of the system as it is, and undoes nevertheless', async () => {
    const ledger = new Ledger();
    const broken = ledger.step('broken', { run: () => Promise.reject(new TypeError('our own fault')) });
    await assert.rejects(ledger.run(ledger.step('a'), broken), TypeError);
    assert.deepEqual(ledger.events, ['do a', 'undo a']);
  });

  for (const code of [120, 124]) {
    it(`goes on without an optional step that the system does not know (${code})`, async () => {
      const ledger = new Ledger();
      const unknown = ledger.step('unknown', { isOptional: true, pending: failing(code) });
      const refused = ledger.step('refused', { isOptional: true, run: failing(code) });
      await ledger.run(unknown, refused, ledger.step('c'));
      assert.deepEqual(ledger.events, ['do c']);
      assert.deepEqual(
        ledger.lines.filter((line) => line.startsWith('warning')),
        ['unknown', 'refused'].map((name) => `warning: ${name}: this system does not support it`),
      );
    });

    it(`fails at a step that is needed and that the system does not know (${code})`, async () => {
      const ledger = new Ledger();
      await failsAt(
        'needed',
        code,
        ledger.run(ledger.step('a'), ledger.step('needed', { run: failing(code) })),
      );
      assert.deepEqual(ledger.events, ['do a', 'undo a']);
    });
  }

  it('fails at an optional step for any other reason', async () => {
    const ledger = new Ledger();
    const optional = ledger.step('optional', { isOptional: true, run: failing(5) });
    await failsAt('optional', 5, ledger.run(ledger.step('a'), optional));
    assert.deepEqual(ledger.events, ['do a', 'undo a']);
  });

  it('believes no system that takes what it does not keep (1610), and undoes it', async () => {
    const ledger = new Ledger();
    const forgotten = ledger.step('forgotten', { pending: () => Promise.resolve('do it') });
    await failsAt('forgotten', 1610, ledger.run(ledger.step('a'), forgotten, ledger.step('c')));
    assert.deepEqual(ledger.events, ['do a', 'do forgotten', 'do c', 'undo c', 'undo forgotten', 'undo a']);
  });

  it('says of an optional step that the system does not keep it', async () => {
    const ledger = new Ledger();
    const forgotten = ledger.step('forgotten', { isOptional: true, pending: () => Promise.resolve('do it') });
    await ledger.run(forgotten);
    assert.deepEqual(ledger.events, ['do forgotten']);
    assert.equal(ledger.lines.at(-1), 'warning: forgotten: this system accepts it but does not store it');
  });
});

describe('the plan of a transaction', () => {
  it('is what it would say, and nothing is done', async () => {
    const ledger = new Ledger();
    const steps = [ledger.step('a'), ledger.step('done', { pending: () => Promise.resolve(undefined) })];
    const plan = await planOf(steps);
    assert.deepEqual(plan, ['a: do a']);
    assert.deepEqual(ledger.events, []);
    await ledger.run(...steps);
    assert.deepEqual(ledger.lines, plan);
  });

  it('tells of what the system does not know, and fails where something is needed', async () => {
    const ledger = new Ledger();
    const unknown = ledger.step('unknown', { isOptional: true, pending: failing(124) });
    assert.deepEqual(await planOf([unknown]), ['unknown: this system does not support it']);
    await failsAt('needed', 5, planOf([ledger.step('needed', { pending: failing(5) })]));
  });
});
