import { codeName } from '../../common/win32-codes.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Win32Error } from '../../common/win32-error.ts';
import { StatusPoster, type Reach } from '../../service/host/status-poster.ts';

/** A mailslot whose client comes and goes. */
class Mailslot {
  readonly received: number[] = [];
  isOpen = false;
  refusal: Error | undefined;

  readonly post = async (message: Uint8Array): Promise<void> => {
    await Promise.resolve();
    if (this.refusal !== undefined) throw this.refusal;
    if (!this.isOpen) throw new Win32Error('CreateFileW', 2);
    this.received.push(new DataView(message.buffer).getUint32(0));
  };
}

function ignore(): void {
  // Who takes what is posted is another test's concern.
}

function message(number: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}

test('what could not be posted goes out later, in order and once', async () => {
  const mailslot = new Mailslot();
  const poster = new StatusPoster(mailslot.post, ignore);
  for (const number of [1, 2, 3]) {
    poster.submit(message(number));
    await poster.settled();
  }
  assert.deepEqual(mailslot.received, []);
  mailslot.isOpen = true;
  poster.submit(message(4));
  await poster.settled();
  assert.deepEqual(mailslot.received, [1, 2, 3, 4]);
});

test('while nobody listens the newest 300 are kept', async () => {
  const mailslot = new Mailslot();
  const poster = new StatusPoster(mailslot.post, ignore);
  for (let number = 1; number <= 1000; number += 1) {
    poster.submit(message(number));
    await poster.settled();
  }
  mailslot.isOpen = true;
  poster.submit(message(1001));
  await poster.settled();
  assert.equal(mailslot.received.length, 300);
  assert.equal(mailslot.received[0], 702);
  assert.equal(mailslot.received.at(-1), 1001);
});

test('a client that hangs holds up nobody: the next messages wait, and no second post is begun', async () => {
  let posts = 0;
  let release: () => void = () => undefined;
  const poster = new StatusPoster(() => {
    posts += 1;
    return new Promise((resolve) => {
      release = resolve;
    });
  }, ignore);
  for (const number of [1, 2, 3]) poster.submit(message(number));
  assert.equal(posts, 1);
  release();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(posts, 2);
});

test('however the client comes and goes, what arrives is in order and never twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), async (openings) => {
      const mailslot = new Mailslot();
      const poster = new StatusPoster(mailslot.post, ignore);
      let number = 0;
      for (const isOpen of [...openings, true]) {
        mailslot.isOpen = isOpen;
        number += 1;
        poster.submit(message(number));
        await poster.settled();
      }
      assert.deepEqual(
        mailslot.received,
        Array.from({ length: number }, (_, index) => index + 1),
      );
    }),
  );
});

test('why nothing is taken is told once for each change, and that nobody owns the mailslot is no refusal', async () => {
  const mailslot = new Mailslot();
  const told: string[] = [];
  const poster = new StatusPoster(mailslot.post, (reach) => told.push(describeReach(reach)));
  const denied = new Win32Error('CreateFileW', 5);
  for (const [isOpen, refusal] of [
    [false, undefined],
    [false, undefined],
    [true, undefined],
    [true, denied],
    [true, denied],
    [true, new Win32Error('CreateFileW', 32)],
    [false, undefined],
    [true, undefined],
    [true, undefined],
    [true, new Error('nothing of Windows’')],
  ] as const) {
    mailslot.isOpen = isOpen;
    mailslot.refusal = refusal;
    poster.submit(message(1));
    await poster.settled();
  }
  assert.deepEqual(told, [
    'away',
    'taken',
    'CreateFileW ERROR_ACCESS_DENIED 5',
    'CreateFileW ERROR_SHARING_VIOLATION 32',
    'away',
    'taken',
    'postToMailslot ERROR_INTERNAL_ERROR 1359',
  ]);
});

function describeReach(reach: Reach): string {
  if (reach.kind !== 'refused') return reach.kind;
  const { api, code } = reach.error;
  return `${api} ${codeName(code)} ${String(code)}`;
}
