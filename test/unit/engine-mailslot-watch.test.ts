import type { MailslotView } from '../../common/view.ts';
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Win32Error } from '../../common/win32-error.ts';
import { MailslotWatch } from '../../engine/watch/mailslot-watch.ts';
import type { Mailslots, MailslotServer } from '../../native-bridge/bridge.ts';
import { ManualClock } from './manual-clock.ts';

/** Mailslots that can be taken by others, and whose reading can fail. */
function createFakeMailslots() {
  let error: Error | undefined;
  let endReading: (error?: Error) => void = () => undefined;
  let open = 0;
  const mailslots: Mailslots = {
    async create() {
      await setImmediate();
      if (error !== undefined) throw error;
      open += 1;
      const { promise: ended, resolve } = Promise.withResolvers<Error | undefined>();
      endReading = (reason) => {
        open -= 1;
        endReading = () => undefined;
        resolve(reason);
      };
      const close = (): Promise<void> => {
        endReading();
        return Promise.resolve();
      };
      return { ended, close, [Symbol.asyncDispose]: close } satisfies MailslotServer;
    },
    post: () => Promise.reject(new Error('Nobody posts here')),
  };
  return {
    mailslots,
    fail(reason: Error | undefined): void {
      error = reason;
    },
    endReading(reason?: Error): void {
      endReading(reason);
    },
    isOpen: () => open > 0,
  };
}

function watch() {
  const clock = new ManualClock();
  const fake = createFakeMailslots();
  const views: MailslotView[] = [];
  const begin = (): MailslotWatch =>
    new MailslotWatch({
      mailslots: fake.mailslots,
      clock,
      onBatch: () => undefined,
      onChange: (view) => views.push(view),
    });
  return { clock, fake, begin, last: () => views.at(-1)?.kind };
}

function endAfter(context: TestContext, ended: AsyncDisposable): void {
  context.after(() => ended[Symbol.asyncDispose]());
}

describe('the mailslot watch', () => {
  it('takes the mailslot as soon as the other program lets it go', async (context) => {
    const { clock, fake, begin, last } = watch();
    fake.fail(new Win32Error('CreateMailslotW', 183));
    endAfter(context, begin());
    await clock.advance(10_000);
    assert.equal(last(), 'taken');
    fake.fail(undefined);
    await clock.advance(2000);
    assert.equal(last(), 'open');
  });

  it('says that it failed for another reason, and keeps trying', async (context) => {
    const { clock, fake, begin, last } = watch();
    fake.fail(new Win32Error('CreateMailslotW', 5));
    endAfter(context, begin());
    await clock.advance(100);
    assert.equal(last(), 'failed');
    fake.fail(undefined);
    await clock.advance(2000);
    assert.equal(last(), 'open');
  });

  it('opens the mailslot again after reading has ended by itself', async (context) => {
    const { clock, fake, begin, last } = watch();
    endAfter(context, begin());
    await clock.advance(100);
    fake.endReading(new Win32Error('ReadFile', 6));
    await clock.advance(1);
    assert.equal(last(), 'failed');
    await clock.advance(1000);
    assert.equal(last(), 'open');
  });

  it('leaves neither mailslot nor timer behind', async () => {
    const { clock, fake, begin } = watch();
    const disposedWhileOpen = begin();
    await clock.advance(100);
    await disposedWhileOpen[Symbol.asyncDispose]();
    assert.equal(fake.isOpen(), false);

    const disposedWhileOpening = begin();
    await disposedWhileOpening[Symbol.asyncDispose]();
    assert.equal(fake.isOpen(), false);

    fake.fail(new Win32Error('CreateMailslotW', 183));
    const disposedWhileTaken = begin();
    await clock.advance(100);
    await disposedWhileTaken[Symbol.asyncDispose]();
    await clock.advance(10_000);
    assert.equal(clock.waiting, 0);
  });
});
