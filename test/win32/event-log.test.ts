import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { win32EventLog } from '../../native-bridge/win32/event-log.ts';
import { isWine } from './places.ts';
import { runProgram } from './programs.ts';

const SOURCE = 'SigmaSrv';
const QUERY = `*[System[Provider[@Name='${SOURCE}'] and (EventID=2)]]`;

describe('the event log', () => {
  test('accepts text in any language', () => {
    for (const text of ['', 'It has stopped.', 'Größe 世界 🙂', 'x'.repeat(1000)]) {
      assert.doesNotThrow(() => {
        win32EventLog.report(SOURCE, 'information', 2, text);
      });
    }
  });

  test('rejects text with a NUL in it, at which it would be cut off (87)', () => {
    assert.throws(
      () => {
        win32EventLog.report(SOURCE, 'error', 3, 'first\0second');
      },
      { code: 87 },
    );
  });

  test('shows the text when it is queried', async (context) => {
    if (isWine) {
      context.skip('Wine does not store what is written to the event log');
      return;
    }
    const text = `Written by the test of process ${String(process.pid)}.`;
    win32EventLog.report(SOURCE, 'information', 2, text);
    const parameters = ['qe', 'Application', '/c:5', '/rd:true', '/f:xml', `/q:${QUERY}`];
    const { output } = await runProgram('wevtutil.exe', parameters);
    assert.ok(output.includes(text), output);
  });
});
