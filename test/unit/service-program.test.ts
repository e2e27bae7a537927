import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { decodeMessage } from '../../common/status-message.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { ReportedStatus } from '../../native-bridge/bridge.ts';
import { SigmaServiceProgram } from '../../service/host/sigma-service-program.ts';
import { ManualClock } from './manual-clock.ts';

const STOP = 1;
const PAUSE = 2;
const CONTINUE = 3;
const INTERROGATE = 4;
const SHUTDOWN = 5;
const PARAMCHANGE = 6;
const NETBINDADD = 7;
const PRESHUTDOWN = 15;
const POST_STATUS = 128;

describe('what the SCM and the mailslot see of SigmaSrv', () => {
  let reports: ReportedStatus[];
  let posted: string[];
  let program: SigmaServiceProgram;
  let clock: ManualClock;
  let postIntervalMs: number;
  let refusedWith: number;
  let told: string[];

  beforeEach(() => {
    clock = new ManualClock();
    reports = [];
    posted = [];
    postIntervalMs = 1000;
    refusedWith = 0;
    told = [];
    program = new SigmaServiceProgram({
      clock,
      post(bytes) {
        if (refusedWith !== 0) return Promise.reject(new Win32Error('CreateFileW', refusedWith));
        const { pairs } = decodeMessage(bytes);
        posted.push(`${String(pairs?.seq)} ${String(pairs?.state)}`);
        return Promise.resolve();
      },
      readParameters: () => ({ postIntervalMs }),
      onState: (state) => told.push(state),
      onReach: () => undefined,
    });
    program.main((status) => reports.push(status));
  });

  /** Lets what was promised happen, and `seconds` pass. */
  const pass = (seconds: number): Promise<void> => clock.advance(seconds * 1000);

  const states = () => reports.map(({ state }) => state);

  test('it is pending before it runs, and posts once a second', async () => {
    assert.deepEqual(states(), ['start-pending', 'running']);
    assert.ok((reports[0]?.waitHintMs ?? 0) > 0 && (reports[0]?.checkPoint ?? 0) > 0);
    assert.deepEqual(reports[0]?.acceptedControls, []);
    assert.deepEqual(reports[1]?.acceptedControls, [
      'stop',
      'pause-continue',
      'shutdown',
      'param-change',
      'pre-shutdown',
    ]);
    await pass(3);
    assert.deepEqual(posted, ['1 start-pending', '2 running', '3 running', '4 running', '5 running']);
  });

  test('stopping says a last word, and nothing after it', async () => {
    for (const control of [STOP, SHUTDOWN, PRESHUTDOWN]) assert.equal(program.handleControl(control), 0);
    await pass(5);
    assert.deepEqual(states(), ['start-pending', 'running', 'stop-pending', 'stopped']);
    assert.equal(reports.at(-1)?.win32ExitCode, 0);
    assert.deepEqual(posted, ['1 start-pending', '2 running', '3 stop-pending']);
  });

  test('pausing and continuing', async () => {
    assert.equal(program.handleControl(CONTINUE), 0);
    assert.equal(program.handleControl(PAUSE), 0);
    await pass(1);
    assert.equal(program.handleControl(CONTINUE), 0);
    program.handleControl(PAUSE);
    program.handleControl(STOP);
    await pass(1);
    assert.deepEqual(states(), [
      'start-pending',
      'running',
      'paused',
      'running',
      'paused',
      'stop-pending',
      'stopped',
    ]);
    assert.ok(posted.includes('4 paused'), 'a paused service keeps posting');
  });

  test('control 128 posts a status at once', async () => {
    assert.equal(program.handleControl(POST_STATUS), 0);
    await pass(0);
    assert.deepEqual(posted, ['1 start-pending', '2 running', '3 running']);
    assert.equal(program.handleControl(POST_STATUS + 1), 120);
  });

  test('a changed interval holds from PARAMCHANGE on, not before and not after the end', async () => {
    postIntervalMs = 3000;
    await pass(1);
    assert.equal(posted.length, 3);
    assert.equal(program.handleControl(PARAMCHANGE), 0);
    assert.equal(posted.length, 4, 'it is told at once');
    await pass(6);
    assert.equal(posted.length, 6);
    program.handleControl(STOP);
    program.handleControl(PARAMCHANGE);
    await pass(9);
    assert.equal(posted.length, 7);
  });

  test('that it may not post it tells the SCM while it is at work, and takes it back', async () => {
    const codes = () => reports.map(({ state, win32ExitCode }) => `${state} ${String(win32ExitCode)}`);
    await pass(1);
    refusedWith = 5;
    await pass(3);
    assert.deepEqual(codes(), ['start-pending 0', 'running 0', 'running 5']);
    assert.deepEqual(
      reports.at(-1),
      { ...reports.at(-2), win32ExitCode: 5 },
      'and nothing else is different',
    );
    program.handleControl(PAUSE);
    refusedWith = 32;
    await pass(1);
    program.handleControl(CONTINUE);
    refusedWith = 2;
    await pass(1);
    assert.deepEqual(codes().slice(3), ['paused 5', 'paused 32', 'running 32', 'running 0']);
    assert.deepEqual(
      told,
      ['start-pending', 'running', 'paused', 'running'],
      'which are no changes of state',
    );
  });

  test('however it may not post, it ends without an error', async () => {
    refusedWith = 5;
    await pass(1);
    program.handleControl(STOP);
    await pass(1);
    assert.deepEqual(
      reports.slice(-2).map(({ state, win32ExitCode }) => [state, win32ExitCode]),
      [
        ['stop-pending', 0],
        ['stopped', 0],
      ],
    );
  });

  test('a failure of its own stops it with a service-specific exit code, once', async () => {
    program.crash();
    program.crash();
    program.handleControl(STOP);
    await pass(3);
    assert.deepEqual(states(), ['start-pending', 'running', 'stopped']);
    assert.equal(reports.at(-1)?.win32ExitCode, 1066);
    assert.equal(reports.at(-1)?.serviceSpecificExitCode, 1);
    assert.deepEqual(posted, ['1 start-pending', '2 running']);
  });

  test('a control it does not know is refused (120), and interrogating changes nothing', () => {
    assert.equal(program.handleControl(NETBINDADD), 120);
    assert.equal(program.handleControl(INTERROGATE), 0);
    assert.deepEqual(states(), ['start-pending', 'running']);
  });
});
