import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MailslotTraffic, MessageRate, RATE_WINDOW_MS, ServiceCounts } from '../../engine/watch/traffic.ts';
import type { StatusPairs } from '../../common/status-message.ts';

const TICK_MS = 500;

function pairs(seq: number, more: Partial<StatusPairs> = {}): StatusPairs {
  return { seq, at: 0, state: 'running', pid: 7, up: 0, mem: 0, ...more };
}

describe('the traffic', () => {
  it('counts messages, their bytes and what is wrong with them', () => {
    const traffic = new MailslotTraffic();
    traffic.knowService([7]);
    traffic.count({ size: 10, malformed: false, pairs: pairs(11, { lost: 4 }) });
    traffic.count({ size: 300, malformed: true, pairs: undefined });
    traffic.count({ size: 20, malformed: false, pairs: pairs(15) });
    traffic.countDropped(3);
    assert.deepEqual(traffic.totals(), {
      received: 3,
      malformed: 1,
      dropped: 3,
      bytes: 330,
      largest: 300,
      perSecond: 0,
      gaps: 3,
      lost: 4,
    });
  });

  it('changes its rate when it is told the time, and only then', () => {
    const traffic = new MailslotTraffic();
    traffic.tick(0);
    for (let seq = 1; seq <= 10; seq += 1) traffic.count({ size: 2, malformed: false, pairs: pairs(seq) });
    assert.equal(traffic.totals().perSecond, 0);
    traffic.tick(TICK_MS);
    assert.equal(traffic.totals().perSecond, 2);
  });
});

describe('the rate', () => {
  /** @returns the rate after each tick of a sender that posts at these times, in milliseconds */
  function rates(posts: readonly number[], ticks: number, tickMs = TICK_MS): number[] {
    const rate = new MessageRate();
    return Array.from({ length: ticks }, (_, tick) => {
      const at = tick * tickMs;
      rate.measure(posts.filter((post) => post <= at).length, at);
      return rate.perSecond;
    });
  }

  it('is the average of the last seconds, and 0 once nothing came in them', () => {
    const posts = Array.from({ length: 100 }, (_, index) => 10 + index * 100);
    const shown = rates(posts, 40);
    assert.equal(shown[20], 10);
    assert.equal(shown.at(-1), 0);
    assert.ok(shown.slice(0, 20).every((rate, tick) => tick === 0 || rate >= (shown[tick - 1] ?? 0)));
  });

  it('stands still while a service posts once a second, however late each time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -200, max: 200 }), { minLength: 60, maxLength: 60 }),
        fc.integer({ min: 500, max: 530 }),
        (delays, tickMs) => {
          const posts = delays.map((delay, second) => second * 1000 + 300 + delay);
          const shown = rates(posts, 100, tickMs).slice(24);
          assert.ok(Math.abs((shown[0] ?? 0) - 1) <= 0.4, `${String(shown[0])} a second`);
          assert.equal(new Set(shown).size, 1, shown.join(' '));
        },
      ),
    );
  });

  it('counts what came while nobody looked for the time that took', () => {
    const rate = new MessageRate();
    rate.measure(0, 0);
    rate.measure(60, 60_000);
    assert.equal(rate.perSecond, 1);
    rate.measure(60, 60_000 + RATE_WINDOW_MS);
    assert.equal(rate.perSecond, 0);
  });
});

describe('what the service says of messages that did not arrive', () => {
  const STORIES: Readonly<
    Record<string, readonly [missing: number, ...(readonly [pid: number, seq: number])[]]>
  > = {
    'nothing is missing before the first message': [0, [7, 900]],
    'nothing is missing in a row': [0, [7, 1], [7, 2], [7, 3]],
    'what was passed over is missing': [5, [7, 1], [7, 4], [7, 5], [7, 9]],
    'each process counts by itself': [1, [7, 1], [8, 500], [7, 2], [8, 502]],
    'a number that came before says nothing': [0, [7, 5], [7, 5], [7, 4], [7, 5]],
    'a new count of the same process starts over': [1, [7, 50], [7, 1], [7, 3]],
    'a number that is made up is no gap': [0, [7, 1], [7, 999_999_999_999_999]],
    'what others say does not count': [0, [9, 1], [9, 100], [9, 200]],
  };
  for (const [name, [missing, ...messages]] of Object.entries(STORIES)) {
    it(name, () => {
      for (const isKnownBefore of [true, false]) {
        const counts = new ServiceCounts();
        if (isKnownBefore) counts.adopt([7, 8]);
        for (const [pid, seq] of messages) counts.follow({ pid, seq });
        if (!isKnownBefore) assert.equal(counts.missing, 0, 'as long as nobody knows whose they are');
        counts.adopt([7, 8]);
        assert.equal(counts.missing, missing);
      }
    });
  }

  it('counts on between the messages of however many others', () => {
    const counts = new ServiceCounts();
    counts.adopt([7]);
    for (let seq = 1; seq <= 1000; seq += 2) {
      counts.follow({ pid: 7, seq });
      counts.follow({ pid: 1000 + seq, seq: 1, lost: 1 });
    }
    assert.equal(counts.missing, 499);
    assert.equal(counts.lost, 0);
  });

  it('stays counted when the service runs in another process', () => {
    const counts = new ServiceCounts();
    counts.adopt([7]);
    counts.follow({ pid: 7, seq: 1 });
    counts.follow({ pid: 7, seq: 4 });
    counts.adopt([8]);
    assert.equal(counts.missing, 2);
  });

  it('is believed about what it dropped, unless that is impossible', () => {
    const counts = new ServiceCounts();
    counts.adopt([7]);
    counts.follow({ pid: 7, seq: 10, lost: 4 });
    assert.equal(counts.lost, 4);
    counts.follow({ pid: 9, seq: 20, lost: 15 });
    assert.equal(counts.lost, 4, 'another process');
    counts.follow({ pid: 7, seq: 11, lost: 999_999_999_999_999 });
    assert.equal(counts.lost, 4, 'more than it has sent');
    counts.follow({ pid: 7, seq: 12, lost: 5 });
    assert.equal(counts.lost, 5);
  });
});
