import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { ANNOUNCEMENT_GAP_MS, Announcer } from '../../renderer/status-bar/announcer.ts';
import { ManualClock } from './manual-clock.ts';

describe('announcements', () => {
  let clock: ManualClock;
  let said: string[];
  let announcer: Announcer;

  beforeEach(() => {
    clock = new ManualClock();
    said = [];
    announcer = new Announcer(clock, 'Running', (text) => said.push(text));
  });

  it('are said at once after a while of silence', async () => {
    await clock.advance(ANNOUNCEMENT_GAP_MS);
    announcer.tell('Stopped');
    await clock.advance(0);
    assert.deepEqual(said, ['Stopped']);
  });

  it('leave the one before the time it takes, and what came in between out', async () => {
    await clock.advance(ANNOUNCEMENT_GAP_MS);
    announcer.tell('Stopping');
    await clock.advance(100);
    announcer.tell('Stopped');
    await clock.advance(100);
    announcer.tell('Starting');
    await clock.advance(ANNOUNCEMENT_GAP_MS - 201);
    assert.deepEqual(said, ['Stopping']);
    await clock.advance(1);
    assert.deepEqual(said, ['Stopping', 'Starting']);
  });

  it('are not repeated, nor said of what is over before its turn', async () => {
    await clock.advance(ANNOUNCEMENT_GAP_MS);
    announcer.tell('Running');
    await clock.advance(0);
    announcer.tell('Late');
    await clock.advance(0);
    announcer.tell('Running');
    announcer.tell('Late');
    await clock.advance(2 * ANNOUNCEMENT_GAP_MS);
    assert.deepEqual(said, ['Late']);
  });

  it('wait no more when nobody is there', async () => {
    announcer.tell('Stopped');
    announcer.end();
    assert.equal(clock.waiting, 0);
    await clock.advance(2 * ANNOUNCEMENT_GAP_MS);
    assert.deepEqual(said, []);
  });
});
