import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { StatusPoster } from '../../service/status-poster.ts';

/** A mailslot whose client comes and goes. */
class Mailslot {
  readonly received: number[] = [];
  isOpen = false;

  readonly post = async (message: Uint8Array): Promise<void> => {
    await Promise.resolve();
    if (!this.isOpen) throw new Error('nobody owns the mailslot');
    this.received.push(new DataView(message.buffer).getUint32(0));
  };
}

function message(number: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}

test('what could not be posted goes out later, in order and once', async () => {
  const mailslot = new Mailslot();
  const poster = new StatusPoster(mailslot.post);
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
  const poster = new StatusPoster(mailslot.post);
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
  });
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
      const poster = new StatusPoster(mailslot.post);
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
