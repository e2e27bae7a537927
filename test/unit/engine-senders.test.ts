import type { MessageRow } from '../../common/view.ts';
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { isFromOther } from '../../common/status-text.ts';
import { Senders } from '../../engine/watch/senders.ts';
import { PID, OTHER_PID, present } from './health-events.ts';

const NEXT_PID = 4711;

describe('whose messages they are', () => {
  let senders: Senders;
  let received: number;

  beforeEach(() => {
    senders = new Senders();
    received = 0;
  });

  function receive(pid?: number): MessageRow {
    received += 1;
    const row = { id: received, arrivedAt: 0, text: 'text', size: 10, malformed: false, pid };
    senders.receive(row);
    return row;
  }

  function read(processId: number | undefined, isBeingStarted = false): void {
    senders.read(present(processId === undefined ? 'stopped' : 'running', processId), isBeingStarted);
  }

  function isOther(row: MessageRow): boolean {
    return isFromOther(row, senders.view);
  }

  it('text without pairs is never the service’s', () => {
    read(PID);
    assert.equal(isOther(receive()), true);
  });

  it('the service’s own are those that name its process', () => {
    read(PID);
    const own = receive(PID);
    const forged = receive(OTHER_PID);
    read(PID);
    assert.equal(isOther(own), false);
    assert.equal(isOther(forged), true);
  });

  it('nothing is said of a process before the SCM was asked', () => {
    const first = receive(PID);
    assert.equal(isOther(first), false);
    senders.read(
      {
        kind: 'unavailable',
        error: { code: 5, api: 'x' },
      },
      false,
    );
    assert.equal(isOther(first), false);
    read(PID);
    assert.equal(isOther(first), false);
  });

  it('the last words of one that Sigma had started, and that failed before the SCM was asked, are the service’s', () => {
    read(undefined);
    const starting = receive(PID);
    read(undefined, true);
    assert.equal(isOther(starting), false);
    const forged = receive(OTHER_PID);
    read(undefined);
    assert.equal(isOther(forged), true);
  });

  it('what an earlier process of the service sent stays the service’s', () => {
    read(PID);
    const before = receive(PID);
    read(undefined);
    read(NEXT_PID);
    const after = receive(NEXT_PID);
    read(NEXT_PID);
    assert.deepEqual([isOther(before), isOther(after)], [false, false]);
  });

  it('if there is no service, nobody speaks for it', () => {
    const row = receive(OTHER_PID);
    senders.read({ kind: 'absent' }, false);
    assert.equal(isOther(row), true);
  });

  it('the latest of the service is that of its process now, whatever else arrives', () => {
    read(PID);
    const own = receive(PID);
    receive(OTHER_PID);
    receive();
    assert.equal(senders.latestOwn, own);
    read(NEXT_PID);
    assert.equal(senders.latestOwn, undefined);
  });

  it('remembers the newest 64 of its processes', () => {
    for (let pid = 1; pid <= 1000; pid += 1) read(pid);
    const { processIds } = senders.view;
    assert.equal(processIds.length, 64);
    assert.equal(processIds.at(-1), 1000);
  });
});
