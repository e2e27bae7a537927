import { MAILSLOT_NAME, SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import * as v from 'valibot';
import { EVENTS } from '../../common/ipc.ts';
import { encodeMessage } from '../../common/status-message.ts';
import { isFromOther } from '../../common/status-text.ts';
import { FRAME_MS } from '../../engine/batcher.ts';
import { REST_INTERVAL_MS, UNSEEN_INTERVAL_MS } from '../../engine/watch/services-watch.ts';
import type { NativeBridge } from '../../native-bridge/bridge.ts';
import { WANTED_SETTINGS } from '../../engine/registration/wanted.ts';
import {
  createSimulatedBridge,
  type SimulatedBridge,
  type SimulationOptions,
} from '../../engine/simulation/simulated-bridge.ts';
import { ManualClock } from './manual-clock.ts';
import { watchedMonitor } from './engine-subject.ts';

describe('the monitor', () => {
  let clock: ManualClock;
  let bridge: SimulatedBridge;
  let subject: ReturnType<typeof watchedMonitor>;

  function begin(options: SimulationOptions = {}): void {
    bridge = createSimulatedBridge({ ...options, clock });
    subject = watchedMonitor(bridge, clock);
  }

  beforeEach(() => {
    clock = new ManualClock();
  });

  afterEach(async () => {
    await subject.monitor[Symbol.asyncDispose]();
    await bridge[Symbol.asyncDispose]();
    assert.equal(clock.waiting, 0, 'a timer was left behind');
  });

  it('tells of a running service and its messages', async () => {
    begin();
    await clock.advance(3000);
    const { health, scm: service, mailslot, latest } = subject.shown();
    assert.equal(health, 'healthy');
    assert.equal(service.kind, 'present');
    assert.equal(mailslot.kind, 'open');
    assert.match(latest?.text ?? '', /^Sigma Support Service is running, up /);
    const numbers = subject.messages().map(({ seq }) => seq ?? 0);
    assert.ok(numbers.length >= 3);
    assert.deepEqual(
      numbers,
      numbers.toSorted((left, right) => left - right),
    );
  });

  it('sends nothing that is not in the contract', async () => {
    begin();
    await clock.advance(3000);
    bridge.simulation.killServiceProcess();
    await clock.advance(1100);
    assert.ok(subject.batches.length > 0);
    for (const batch of subject.batches) assert.deepEqual(v.parse(EVENTS.batch.payload, batch), batch);
  });

  it('says within a second and a bit that the process of the service is gone, and why', async () => {
    begin();
    await clock.advance(2500);
    bridge.simulation.killServiceProcess();
    await clock.advance(1100);
    const { health, scm: service } = subject.shown();
    assert.equal(health, 'failed');
    assert.equal(service.kind === 'present' ? service.status.win32ExitCode : undefined, 1067);
  });

  it('tells how the service failed last, also when it runs again, and until it is gone', async () => {
    begin();
    await clock.advance(2500);
    assert.equal(subject.shown().lastFailure, undefined);
    bridge.simulation.killServiceProcess();
    await clock.advance(1100);
    const started = subject.monitor.perform({ task: 'start' });
    await clock.advance(3000);
    assert.deepEqual(await started, { kind: 'done' });
    const { health, lastFailure } = subject.shown();
    assert.equal(health, 'healthy');
    assert.ok(lastFailure?.kind === 'ended');
    assert.equal(lastFailure.win32ExitCode, 1067);
    const restarted = subject.monitor.perform({ task: 'restart' });
    await clock.advance(10_000);
    assert.deepEqual(await restarted, { kind: 'done' });
    assert.deepEqual(subject.shown().lastFailure, lastFailure, 'a restart that was asked for is no failure');
  });

  it('takes its own restart for no failure, even if the SCM lists the services only much later', async () => {
    const real = createSimulatedBridge({ clock });
    const held: (() => void)[] = [];
    let isHolding = false;
    bridge = {
      ...real,
      serviceManager: {
        async localComputer(access) {
          const manager = await real.serviceManager.localComputer(access);
          const enumerate = manager.enumerateServices.bind(manager);
          manager.enumerateServices = async () => {
            if (isHolding) await new Promise<void>((resolve) => held.push(resolve));
            return enumerate();
          };
          return manager;
        },
      },
    };
    subject = watchedMonitor(bridge, clock);
    await clock.advance(3000);
    isHolding = true;
    const restarted = subject.monitor.perform({ task: 'restart' });
    await clock.advance(10_000);
    subject.monitor.leave();
    await restarted;
    isHolding = false;
    for (const answer of held) answer();
    await clock.advance(3000);
    const { health, lastFailure } = subject.shown();
    assert.equal(health, 'healthy');
    assert.equal(lastFailure, undefined);
  });

  it('has been so since no moment of the future, whatever becomes of the computer’s date', async () => {
    let ahead = 0;
    begin();
    await subject.monitor[Symbol.asyncDispose]();
    subject = watchedMonitor(bridge, clock, () => clock.now() + ahead);
    await clock.advance(3000);
    const since = subject.shown().healthSince;
    for (const hours of [-1, 2]) {
      ahead = hours * 3_600_000;
      await clock.advance(3000);
      assert.equal(subject.shown().healthSince, since + ahead);
    }
  });

  it('has a service that says nothing up for as long as before, whatever becomes of the computer’s date', async () => {
    let ahead = 0;
    begin({ silentAfterPosts: 3 });
    await subject.monitor[Symbol.asyncDispose]();
    subject = watchedMonitor(bridge, clock, () => clock.now() + ahead);
    const upTime = (): number => {
      const { scm: service } = subject.shown();
      assert.ok(service.kind === 'present' && service.startedAt !== undefined);
      return clock.now() + ahead - service.startedAt;
    };
    await clock.advance(20_000);
    assert.equal(subject.shown().health, 'silent');
    let expected = upTime();
    for (const hours of [-1, 2]) {
      ahead = hours * 3_600_000;
      await clock.advance(3000);
      expected += 3000;
      assert.equal(upTime(), expected);
    }
  });

  it('knows when the service’s process started also after the computer’s date was set forward', async () => {
    const real = createSimulatedBridge({ clock });
    const forwardMs = 3_600_000;
    bridge = {
      ...real,
      mailslots: {
        create: (name, onBatch) =>
          real.mailslots.create(name, ({ messages, dropped }) => {
            const later = messages.map(({ bytes, arrivedAt }) => ({
              bytes,
              arrivedAt: arrivedAt + forwardMs,
            }));
            onBatch({ messages: later, dropped });
          }),
        post: (name, message) => real.mailslots.post(name, message),
      },
    };
    subject = watchedMonitor(bridge, clock);
    await clock.advance(2500);
    const { scm: service } = subject.shown();
    assert.ok(service.kind === 'present' && service.status.processId !== undefined);
    const at = clock.now() + forwardMs;
    const pairs = `seq=9 at=${new Date(at).toISOString()} state=running pid=${service.status.processId} up=2 mem=1`;
    await real.mailslots.post(MAILSLOT_NAME, encodeMessage(`All is well | ${pairs}`));
    await clock.advance(100);
    const after = subject.shown().scm;
    assert.equal(after.kind === 'present' ? after.startedAt : undefined, at - 2000);
  });

  it('knows which messages came after the service’s health has changed', async () => {
    begin();
    await clock.advance(2500);
    bridge.simulation.killServiceProcess();
    await clock.advance(1100);
    const stopped = subject.shown();
    assert.equal(stopped.healthAfterMessage, stopped.latest?.id, 'none yet');
    await bridge.mailslots.post(MAILSLOT_NAME, encodeMessage('from another program'));
    await clock.advance(100);
    const { latest, healthAfterMessage } = subject.shown();
    assert.equal(latest?.text, 'from another program');
    assert.ok(latest.id > healthAfterMessage);
  });

  it('keeps showing what the service says while another program floods the mailslot', async () => {
    begin();
    await clock.advance(2500);
    for (let second = 0; second < 3; second += 1) {
      for (let count = 0; count < 50; count += 1) {
        await bridge.mailslots.post(
          MAILSLOT_NAME,
          encodeMessage('All is well | seq=1 at=2026-01-01T00:00:00.000Z state=stopped pid=666 up=1 mem=1'),
        );
        await clock.advance(20);
      }
      const { latest, senders } = subject.shown();
      assert.match(latest?.text ?? '', /^Sigma Support Service is running, up /);
      assert.ok(!senders.processIds.includes(666));
      assert.ok(senders.judgedUpTo > 0);
    }
    assert.equal(subject.shown().health, 'healthy');
  });

  it('knows the messages of a service that has started and ended while the SCM is asked seldom', async () => {
    begin();
    await clock.advance(2000);
    bridge.simulation.killServiceProcess();
    await clock.advance(2000);
    subject.monitor.setVisible(false);
    using manager = await bridge.serviceManager.localComputer(['connect']);
    using service = await manager.openService(SERVICE_NAME, ['start']);
    await service.start();
    await clock.advance(500);
    bridge.simulation.killServiceProcess();
    await clock.advance(UNSEEN_INTERVAL_MS + FRAME_MS);
    assert.equal(subject.shown().health, 'failed');
    const { senders } = subject.shown();
    assert.deepEqual(
      subject.messages().filter((message) => isFromOther(message, senders)),
      [],
    );
  });

  it('asks the SCM once a second at most for who has sent, however many say that they are somebody else', async () => {
    const real = createSimulatedBridge({ clock });
    let questions = 0;
    bridge = {
      ...real,
      serviceManager: {
        localComputer(access) {
          if (access.includes('enumerate')) questions += 1;
          return real.serviceManager.localComputer(access);
        },
      },
    };
    subject = watchedMonitor(bridge, clock);
    await clock.advance(1000);
    subject.monitor.setVisible(false);
    const before = questions;
    for (let pid = 1; pid <= 500; pid += 1) {
      const pairs = `seq=1 at=2026-01-01T00:00:00.000Z state=running pid=${pid} up=1 mem=1`;
      await bridge.mailslots.post(MAILSLOT_NAME, encodeMessage(`All is well | ${pairs}`));
      await clock.advance(20);
    }
    assert.ok(questions - before <= 11, `${questions - before} questions in ten seconds`);
  });

  it('sends nothing while nothing changes', async () => {
    begin({ notInstalled: true });
    await clock.advance(5000);
    assert.equal(subject.shown().health, 'not-installed');
    const sent = subject.batches.length;
    await clock.advance(60_000);
    assert.equal(subject.batches.length, sent);
  });

  it('sends at most one batch a frame, and loses nothing of a flood', async () => {
    begin({ notInstalled: true });
    await clock.advance(2000);
    const sent = subject.batches.length;
    for (let round = 0; round < 100; round += 1) {
      await bridge.mailslots.post(MAILSLOT_NAME, encodeMessage(`message ${round}`));
      await clock.advance(1);
    }
    await clock.advance(100);
    const texts = subject.messages().map(({ text }) => text);
    assert.deepEqual(
      texts,
      Array.from({ length: 100 }, (_, round) => `message ${round}`),
    );
    assert.ok(
      subject.batches.length - sent <= Math.ceil(200 / 16),
      `${subject.batches.length - sent} batches`,
    );
  });

  it('makes hostile text harmless and counts what is malformed', async () => {
    begin({ notInstalled: true });
    await clock.advance(1000);
    const hostile = ['<img src=x onerror=alert(1)>', 'a\u202eb', 'a\nb', 'x'.repeat(5000)];
    for (const text of hostile) await bridge.mailslots.post(MAILSLOT_NAME, encodeMessage(text));
    await bridge.mailslots.post(MAILSLOT_NAME, Uint8Array.of(0x41, 0, 0x42));
    await clock.advance(100);
    const texts = subject.messages().map(({ text }) => text);
    assert.deepEqual(texts.slice(0, 3), ['<img src=x onerror=alert(1)>', 'a\ufffdb', 'a\u240ab']);
    assert.equal(texts[3], `${'x'.repeat(1000)}…`);
    assert.equal(texts[4], 'A');
    assert.equal(subject.shown().traffic.received, 5);
    assert.equal(subject.shown().traffic.malformed, 1);
  });

  it('asks the SCM seldom while the window is hidden, and at once when it is shown', async () => {
    begin();
    await clock.advance(2000);
    subject.monitor.setVisible(false);
    bridge.simulation.killServiceProcess();
    await clock.advance(REST_INTERVAL_MS + FRAME_MS);
    assert.notEqual(subject.shown().health, 'failed');
    subject.monitor.setVisible(true);
    await clock.advance(20);
    assert.equal(subject.shown().health, 'failed');
  });

  it('follows the service while the window is hidden, for the tray icon', async () => {
    begin();
    await clock.advance(2000);
    subject.monitor.setVisible(false);
    bridge.simulation.killServiceProcess();
    await clock.advance(UNSEEN_INTERVAL_MS + FRAME_MS);
    assert.equal(subject.shown().health, 'failed');
  });

  it('sees a crash before Windows restarts the service, also while the window is hidden', async () => {
    begin();
    await clock.advance(2000);
    subject.monitor.setVisible(false);
    await clock.advance(UNSEEN_INTERVAL_MS);
    bridge.simulation.killServiceProcess();
    await clock.advance(Math.min(...WANTED_SETTINGS.failureActions.actions.map(({ delayMs }) => delayMs)));
    assert.equal(subject.shown().health, 'failed');
  });

  it('says that the SCM does not answer, asks it no second time meanwhile, and continues once it does', async () => {
    const real = createSimulatedBridge({ clock });
    const answers: (() => void)[] = [];
    bridge = {
      ...real,
      serviceManager: {
        async localComputer(access) {
          await new Promise<void>((resolve) => answers.push(resolve));
          return real.serviceManager.localComputer(access);
        },
      },
    };
    subject = watchedMonitor(bridge, clock);
    await clock.advance(60_000);
    const { scm: service, health } = subject.shown();
    assert.equal(service.kind === 'unavailable' ? service.error.code : service.kind, 1460);
    assert.equal(health, 'unknown');
    assert.equal(answers.length, 2, 'one question for the state, and one to post it');
    for (let turn = 0; turn < 5; turn += 1) {
      for (const answer of answers.splice(0)) answer();
      await clock.advance(20);
    }
    assert.equal(subject.shown().scm.kind, 'present');
  });

  it('says that another program has the mailslot, and still shows the service', async () => {
    begin({ mailslotTaken: true });
    await clock.advance(10_000);
    const { mailslot, health } = subject.shown();
    assert.equal(mailslot.kind === 'taken' ? mailslot.error.code : mailslot.kind, 183);
    assert.equal(health, 'healthy');
  });

  it('gives a snapshot that the batches after it continue', async () => {
    begin();
    await clock.advance(3000);
    const sent = subject.messages().length;
    await bridge.mailslots.post(MAILSLOT_NAME, encodeMessage('not sent yet'));
    const snapshot = subject.monitor.snapshot();
    assert.equal(snapshot.messages.at(-1)?.text, 'not sent yet');
    assert.equal(snapshot.messages.length, sent + 1);
    const known = new Set(snapshot.messages.map(({ id }) => id));
    await clock.advance(3000);
    const later = subject.batches.filter(({ number }) => number > snapshot.number);
    assert.equal(later[0]?.number, snapshot.number + 1);
    assert.ok(later.flatMap(({ messages }) => messages).every(({ id }) => !known.has(id)));
  });

  it('numbers its batches without a gap', async () => {
    begin();
    await clock.advance(5000);
    assert.deepEqual(
      subject.batches.map(({ number }) => number),
      subject.batches.map((_, index) => index + 1),
    );
  });

  it('asks the SCM for the list once, and for a configuration once, before it has answered', async () => {
    begin();
    let asking = 0;
    let most = 0;
    async function slowly<T>(answer: () => Promise<T>): Promise<T> {
      asking += 1;
      most = Math.max(most, asking);
      await new Promise<void>((resolve) => {
        clock.setTimeout(resolve, 3500);
      });
      asking -= 1;
      return answer();
    }
    const slow: NativeBridge = {
      ...bridge,
      serviceManager: {
        async localComputer(access) {
          const manager = await slowly(() => bridge.serviceManager.localComputer(access));
          const enumerate = manager.enumerateServices.bind(manager);
          manager.enumerateServices = () => slowly(enumerate);
          return manager;
        },
      },
    };
    const { monitor } = watchedMonitor(slow, clock);
    const refreshes = [monitor.refresh(), monitor.refresh(), monitor.refresh()];
    await clock.advance(20_000);
    await Promise.all(refreshes);
    assert.equal(most, 2);
    await monitor[Symbol.asyncDispose]();
    await clock.advance(5000);
  });
});
