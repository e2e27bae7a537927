import type { MessageRow } from '../../common/view.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { DISPLAY_LIMIT } from '../../common/display-text.ts';
import { EVENTS, type Batch } from '../../common/ipc.ts';
import { FRAME_MS } from '../../engine/batcher.ts';
import { HISTORY_LIMIT } from '../../engine/watch/message-history.ts';
import { Monitor } from '../../engine/monitor.ts';
import {
  NO_WINDOW,
  type Mailslots,
  type MailslotBatch,
  type MailslotMessage,
  type NativeBridge,
} from '../../native-bridge/bridge.ts';
import { createSimulatedBridge } from '../../engine/simulation/simulated-bridge.ts';
import { scaled } from '../long.ts';
import { COMPUTER, HELPER, PREFERENCES } from './engine-subject.ts';
import { hostileMessage } from './fuzz-messages.ts';
import { heldBytes, Random } from './fuzz-random.ts';
import { ManualClock } from './manual-clock.ts';

const SEED = 20_240_101;
const MESSAGES = scaled({ short: 100_000, long: 1_000_000 });
const IN_A_BATCH = 1_000;

/** The limit for what the kept messages, the timers and everything else together may hold more at the end. */
const GROWTH_LIMIT = scaled({ short: 4, long: 24 }) * 1024 * 1024;
/** The latest time that a Date has, in milliseconds. */
const LATEST_DATE = 8.64e15;

/** Characters that would hide, reorder or break text on a line; the two joiners are ordinary parts of words. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]|(?![\u200c\u200d])\p{Cf}/u;

/** A mailslot that the test fills as it likes. */
class HostileMailslot implements Mailslots {
  deliver: (batch: MailslotBatch) => void = () => undefined;

  create: Mailslots['create'] = (_name, onBatch) => {
    this.deliver = onBatch;
    const close = (): Promise<void> => Promise.resolve();
    return Promise.resolve({ ended: new Promise(() => undefined), close, [Symbol.asyncDispose]: close });
  };
  post: Mailslots['post'] = () => Promise.resolve();
}

function isHarmless({ text, arrivedAt, at = 0, seq = 0 }: MessageRow): boolean {
  const isLine = text.length <= DISPLAY_LIMIT + 1 && text.isWellFormed() && !UNSAFE.test(text);
  return isLine && isDate(arrivedAt) && isDate(at) && Number.isSafeInteger(seq);
}

function isDate(time: number): boolean {
  return Math.abs(time) <= LATEST_DATE;
}

describe(`${MESSAGES} hostile messages`, () => {
  it('go through the codec and the monitor without harm, and without being kept', async (test) => {
    const clock = new ManualClock();
    const simulated = createSimulatedBridge({ clock });
    const mailslot = new HostileMailslot();
    const bridge: NativeBridge = { ...simulated, mailslots: mailslot };
    let lastId = 0;
    const check = (batch: Batch): void => {
      for (const row of batch.messages) {
        lastId += 1;
        if (row.id !== lastId || !isHarmless(row)) assert.fail(`Message ${lastId}: ${JSON.stringify(row)}`);
      }
      const { patch } = v.parse(EVENTS.batch.payload, { ...batch, messages: batch.messages.slice(-10) });
      for (const { scm } of patch?.services ?? []) {
        const startedAt = scm?.kind === 'present' ? scm.startedAt : undefined;
        assert.ok(isDate(startedAt ?? 0), String(startedAt));
      }
    };
    const monitor = new Monitor({
      ...{ bridge, clock, helper: HELPER, computer: COMPUTER },
      date: () => clock.now(),
      log: { write: () => undefined, flush: () => Promise.resolve() },
      send: (batch) => {
        check(batch);
        monitor.took(batch.number);
      },
      onView: () => undefined,
      promptOwner: () => NO_WINDOW,
      confirm: () => Promise.resolve(false),
      preferences: () => PREFERENCES,
    });
    monitor.setVisible(true);
    await clock.advance(1000);

    let heldAtFirst = 0;
    let timersAtFirst = 0;
    for (let first = 0; first < MESSAGES; first += IN_A_BATCH) {
      const messages: readonly MailslotMessage[] = Array.from({ length: IN_A_BATCH }, (_, index) => ({
        bytes: hostileMessage(Random.ofCase(SEED, first + index)),
        arrivedAt: clock.now(),
      }));
      try {
        mailslot.deliver({ messages, dropped: 0 });
        await clock.advance(FRAME_MS);
      } catch (error) {
        throw new Error(`Seed ${SEED}, messages ${first} to ${first + IN_A_BATCH - 1}`, { cause: error });
      }
      if (first === MESSAGES / 5) {
        heldAtFirst = heldBytes();
        timersAtFirst = clock.waiting;
      }
    }

    const { view, messages } = monitor.snapshot();
    assert.equal(view.computer.traffic.received, MESSAGES);
    assert.equal(lastId, MESSAGES);
    assert.equal(messages.length, HISTORY_LIMIT);
    assert.ok(clock.waiting <= timersAtFirst + 2, `${clock.waiting} timers after ${timersAtFirst}`);
    const grown = heldBytes() - heldAtFirst;
    assert.ok(grown < GROWTH_LIMIT, `${grown} bytes more are held`);
    test.diagnostic(`${grown} bytes more held, ${view.computer.traffic.malformed} of ${MESSAGES} malformed`);
    await monitor[Symbol.asyncDispose]();
    await simulated[Symbol.asyncDispose]();
  });
});
