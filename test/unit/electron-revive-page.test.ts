import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { beforeEach, describe, it } from 'node:test';
import type { RenderProcessGoneDetails, WebContents } from 'electron';
import { REVIVAL_INTERVAL_MS, revivePage } from '../../electron/revive-page.ts';
import { memoryLog } from './engine-subject.ts';
import { ManualClock } from './manual-clock.ts';

describe('a page whose process is gone', () => {
  let clock: ManualClock;
  let log: ReturnType<typeof memoryLog>;
  let contents: EventEmitter;
  let isDestroyed: boolean;
  let loads: number;

  beforeEach(() => {
    clock = new ManualClock();
    log = memoryLog();
    isDestroyed = false;
    loads = 0;
    contents = Object.assign(new EventEmitter(), { isDestroyed: () => isDestroyed });
    revivePage({
      contents: contents as unknown as WebContents,
      ...{ clock, log },
      load: () => (loads += 1),
    });
  });

  function lose(reason: RenderProcessGoneDetails['reason']): void {
    contents.emit('render-process-gone', {}, { reason, exitCode: 5 });
  }

  it('is reloaded, but not before Electron has notified every listener, and logged', async () => {
    lose('crashed');
    assert.equal(loads, 0);
    await clock.advance(1);
    assert.equal(loads, 1);
    assert.deepEqual(log.entries, [{ event: 'page-gone', details: { reason: 'crashed', exitCode: 5 } }]);
  });

  it('is reloaded once a minute at most, however often it is lost', async () => {
    for (let second = 0; second < 58; second += 1) {
      if (second % 2 === 0) lose('oom');
      await clock.advance(1000);
    }
    assert.equal(loads, 1);
    await clock.advance(3000);
    assert.equal(loads, 2);
    await clock.advance(2 * REVIVAL_INTERVAL_MS);
    assert.equal(loads, 2, 'it lasts');
    lose('killed');
    await clock.advance(1);
    assert.equal(loads, 3);
  });

  it('is left alone if it ended normally, or its window is gone', async () => {
    lose('clean-exit');
    assert.deepEqual(log.entries, []);
    lose('killed');
    isDestroyed = true;
    await clock.advance(1000);
    assert.equal(loads, 0);
  });
});
