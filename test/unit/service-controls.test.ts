import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isPending, type ServiceState } from '../../common/service-status.ts';
import { decodeMessage } from '../../common/status-message.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { ReportedStatus } from '../../native-bridge/bridge.ts';
import { SigmaServiceProgram } from '../../service/host/sigma-service-program.ts';
import { ManualClock } from './manual-clock.ts';

/**
 * The arrows of https://learn.microsoft.com/windows/win32/services/service-state-transitions, and a service's own
 * failure, after which it stops without having been pending.
 */
const ARROWS: Readonly<Record<ServiceState, readonly ServiceState[]>> = {
  stopped: [],
  'start-pending': ['start-pending', 'running', 'stop-pending', 'stopped'],
  running: ['pause-pending', 'paused', 'stop-pending', 'stopped'],
  'pause-pending': ['pause-pending', 'paused', 'stop-pending', 'stopped'],
  paused: ['continue-pending', 'running', 'stop-pending', 'stopped'],
  'continue-pending': ['continue-pending', 'running', 'stop-pending', 'stopped'],
  'stop-pending': ['stop-pending', 'stopped'],
};

const STOP = 1;
/** Stop, pause, continue, interrogate, shutdown, param-change, pre-shutdown, post-status, and some unknown ones. */
const CONTROLS = [STOP, 2, 3, 4, 5, 6, 15, 128, 0, 7, 129, 255];

type Client = 'reads' | 'is away' | 'hangs' | 'may not be reached';

type Step =
  | { readonly control: number }
  | { readonly passMs: number }
  | { readonly postIntervalMs: number }
  | { readonly client: Client }
  | { readonly crash: true };

const someStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ control: fc.constantFrom(...CONTROLS) }) },
  { weight: 4, arbitrary: fc.record({ passMs: fc.constantFrom(0, 1, 499, 1_000, 3_000) }) },
  { weight: 1, arbitrary: fc.record({ postIntervalMs: fc.constantFrom(100, 700, 60_000) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      client: fc.constantFrom<Client>('reads', 'is away', 'hangs', 'may not be reached'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ crash: true } as const) },
);

/** SigmaSrv, what it reports to the SCM, and a client that reads its messages or does not. */
class Subject {
  readonly clock = new ManualClock();
  readonly reports: ReportedStatus[] = [];
  readonly posted: { readonly seq: number; readonly state: ServiceState }[] = [];
  readonly #program: SigmaServiceProgram;
  #postIntervalMs = 1_000;
  #client: Client = 'reads';
  #endHanging: () => void = () => undefined;

  constructor() {
    this.#program = new SigmaServiceProgram({
      clock: this.clock,
      post: (bytes) => this.#post(bytes),
      readParameters: () => ({ postIntervalMs: this.#postIntervalMs }),
      onState: () => undefined,
      onReach: () => undefined,
    });
    this.#program.main((status) => this.reports.push(status));
  }

  async take(step: Step): Promise<void> {
    if ('control' in step) this.#program.handleControl(step.control);
    else if ('passMs' in step) await this.clock.advance(step.passMs);
    else if ('postIntervalMs' in step) this.#postIntervalMs = step.postIntervalMs;
    else if ('client' in step) this.#setClient(step.client);
    else this.#program.crash();
  }

  #setClient(client: Client): void {
    this.#client = client;
    if (client !== 'hangs') this.#endHanging();
  }

  async #post(bytes: Uint8Array): Promise<void> {
    if (this.#client === 'hangs') await new Promise<void>((resolve) => (this.#endHanging = resolve));
    if (this.#client === 'is away') throw new Win32Error('CreateFileW', 2);
    if (this.#client === 'may not be reached') throw new Win32Error('CreateFileW', 5);
    const { pairs } = decodeMessage(bytes);
    assert.ok(pairs !== undefined);
    this.posted.push(pairs);
  }
}

function assertLegal(reports: readonly ReportedStatus[]): void {
  assert.equal(reports[0]?.state, 'start-pending');
  for (const [
    index,
    { state, acceptedControls, checkPoint, waitHintMs, win32ExitCode },
  ] of reports.entries()) {
    const before = reports[index - 1];
    const isNews = before?.state === state && !isPending(state);
    if (isNews) {
      assert.notEqual(
        win32ExitCode,
        before.win32ExitCode,
        'whether it may post is told where that has changed',
      );
    } else if (before !== undefined) {
      assert.ok(ARROWS[before.state].includes(state), `${before.state} → ${state}`);
      if (before.state === state) assert.ok(checkPoint > before.checkPoint, 'the check point rises');
    }
    assert.equal(checkPoint > 0, isPending(state));
    assert.equal(waitHintMs > 0, isPending(state));
    const isAtWork = state === 'running' || state === 'paused';
    assert.ok(isAtWork ? [0, 5].includes(win32ExitCode) : [0, 1066].includes(win32ExitCode));
    assert.deepEqual(
      acceptedControls,
      isAtWork ? ['stop', 'pause-continue', 'shutdown', 'param-change', 'pre-shutdown'] : [],
    );
  }
}

test('after any controls, the SCM is told only permitted states, one end, and nothing after it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someStep, { maxLength: 40, size: 'max' }), async (steps) => {
      const subject = new Subject();
      for (const step of [...steps, { control: STOP }, { passMs: 500 }]) await subject.take(step);
      const reports = [...subject.reports];
      assertLegal(reports);
      assert.equal(reports.filter(({ state }) => state === 'stopped').length, 1);
      assert.equal(reports.at(-1)?.state, 'stopped');
      assert.equal(subject.clock.waiting, 0, 'no timer is left');

      await subject.take({ client: 'reads' });
      for (const control of CONTROLS) await subject.take({ control });
      await subject.take({ crash: true });
      await subject.take({ passMs: 10_000 });
      assert.deepEqual(subject.reports, reports, 'the SCM is told nothing after the end');
      assert.equal(subject.clock.waiting, 0);
      const numbers = subject.posted.map(({ seq }) => seq);
      assert.deepEqual(
        numbers,
        [...new Set(numbers)].sort((left, right) => left - right),
        'in order, and once',
      );
      assert.ok(
        subject.posted.every(({ state }) => state !== 'stopped'),
        'nothing is posted after the end',
      );
    }),
    { numRuns: 300 },
  );
});
