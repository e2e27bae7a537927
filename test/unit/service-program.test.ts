import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { decodeMessage } from '../../common/status-message.ts';
import type { ReportedStatus } from '../../native-bridge/win32/service-process.ts';
import { SigmaServiceProgram } from '../../service/sigma-service-program.ts';
import { StatusPoster } from '../../service/status-poster.ts';
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

  beforeEach(() => {
    clock = new ManualClock();
    reports = [];
    posted = [];
    postIntervalMs = 1000;
    program = new SigmaServiceProgram({
      clock,
      poster: new StatusPoster((bytes) => {
        const { pairs } = decodeMessage(bytes);
        posted.push(`${String(pairs?.seq)} ${String(pairs?.state)}`);
        return Promise.resolve();
      }),
      readConfiguration: () => ({ postIntervalMs }),
      onState: () => undefined,
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
    assert.ok(posted.includes('4 paused'), 'a paused service goes on posting');
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
