import assert from 'node:assert/strict';
import { it } from 'node:test';
import { followStart, type ProcessStart } from '../../engine/watch/senders.ts';

const NOW = Date.UTC(2024, 0, 1);
const PID = 8;

function post(at: number, up: number, pid = PID) {
  return { seq: 1, at: NOW + at, state: 'running' as const, pid, up, mem: 0 };
}

const KNOWN: ProcessStart = { processId: PID, at: NOW };

it('stands still while the posts tell the time in whole seconds', () => {
  let start: ProcessStart | undefined;
  for (let at = 0; at < 60_000; at += 777) {
    start = followStart(start, post(at, Math.floor(at / 1000)), NOW + at, PID);
    assert.deepEqual(start, KNOWN);
  }
});

it('is that of the process which the SCM names, once it names one', () => {
  const other = post(10_000, 1, 666);
  assert.equal(followStart(undefined, other, NOW + 10_000, undefined)?.processId, 666);
  assert.equal(followStart(KNOWN, other, NOW + 10_000, PID), KNOWN);
  assert.deepEqual(followStart({ processId: 666, at: NOW }, post(0, 0), NOW, PID), KNOWN);
});

it('is corrected by the next post if another program has posted in the name of the process', () => {
  const forged = followStart(KNOWN, post(10_000, 0), NOW + 10_000, PID);
  assert.equal(forged?.at, NOW + 10_000);
  assert.deepEqual(followStart(forged, post(11_000, 11), NOW + 11_000, PID), KNOWN);
});

for (const [what, impossible] of [
  ['before 1970', post(0, 999_999_999_999_999)],
  ['in the future', post(60_000, 0)],
] as const) {
  it(`is not ${what}`, () => {
    assert.equal(followStart(undefined, impossible, NOW, PID), undefined);
    assert.equal(followStart(KNOWN, impossible, NOW, PID), KNOWN);
  });
}
