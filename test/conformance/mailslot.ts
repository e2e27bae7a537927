import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeMessage, encodeMessage } from '../../common/status-message.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { MAX_MESSAGE_BYTES, type NativeBridge } from '../../native-bridge/bridge.ts';
import { withMailslot } from './collected-mailslot.ts';
import { eventually, failsWith } from './expectations.ts';
import { skipWithout, type CurrentSubject } from './subject.ts';

export function describeMailslots(current: CurrentSubject): void {
  let slots = 0;
  const newName = (): string => {
    slots += 1;
    return String.raw`\\.\mailslot\${current().prefix}-Slot-${String(slots)}`;
  };

  describe('mailslots', () => {
    it('deliver what was posted, with the time of its arrival', async () => {
      const { bridge } = current();
      const name = newName();
      await withMailslot(bridge, name, async ({ messages, dropped }) => {
        await bridge.mailslots.post(name, encodeMessage('Ω is the status'));
        await eventually('the message has arrived', () => messages.length > 0);
        const [message] = messages;
        assert.ok(message);
        assert.deepEqual([...message.bytes], [...encodeMessage('Ω is the status')]);
        // A monotonic clock may differ a little from the computer's.
        assert.ok(Math.abs(message.arrivedAt - Date.now()) < 60_000);
        assert.equal(messages.length, 1);
        assert.equal(dropped(), 0);
      });
    });

    it('deliver 1,000 messages of 100 bytes in their order', async () => {
      const { bridge } = current();
      const name = newName();
      const texts = Array.from({ length: 1_000 }, (_, index) => String(index).padStart(49, '.'));
      await withMailslot(bridge, name, async ({ messages, dropped }) => {
        for (const text of texts) await bridge.mailslots.post(name, encodeMessage(text));
        await eventually('all messages have arrived', () => messages.length >= texts.length);
        assert.deepEqual(
          messages.map(({ bytes }) => decodeMessage(bytes).text),
          texts,
        );
        assert.ok(messages.every(({ bytes }) => bytes.byteLength === 100));
        assert.equal(dropped(), 0);
      });
    });

    it('lose nothing that several writers post while it is being read', async () => {
      const { bridge } = current();
      const name = newName();
      const writers = ['a', 'b', 'c', 'd'];
      const texts = writers.map((writer) =>
        Array.from({ length: 100 }, (_, index) => writer + String(index)),
      );
      await withMailslot(bridge, name, async ({ messages }) => {
        await Promise.all(
          texts.map(async (own) => {
            for (const text of own) await bridge.mailslots.post(name, encodeMessage(text));
          }),
        );
        await eventually('all messages have arrived', () => messages.length >= 400);
        const arrived = messages.map(({ bytes }) => decodeMessage(bytes).text);
        for (const [index, writer] of writers.entries()) {
          const own = arrived.filter((text) => text.startsWith(writer));
          assert.deepEqual(own, texts[index], 'the messages of one writer keep their order');
        }
      });
    });

    for (const length of [1, 7, 2 * 424 + 1, MAX_MESSAGE_BYTES - 1, MAX_MESSAGE_BYTES]) {
      it(`carry a message of ${String(length)} bytes`, async () => {
        const { bridge } = current();
        const name = newName();
        const bytes = Uint8Array.from({ length }, (_, index) => index % 251);
        await withMailslot(bridge, name, async ({ messages }) => {
          await bridge.mailslots.post(name, bytes);
          await eventually('the message has arrived', () => messages.length > 0);
          assert.ok(Buffer.from(bytes).equals(messages[0]?.bytes ?? new Uint8Array()));
        });
      });
    }

    it('deliver a message without any bytes', async (test) => {
      const subject = current();
      if (skipWithout('empty-message', subject, test)) return;
      const name = newName();
      await withMailslot(subject.bridge, name, async ({ messages }) => {
        await subject.bridge.mailslots.post(name, new Uint8Array());
        await subject.bridge.mailslots.post(name, Uint8Array.of(1));
        await eventually('both messages have arrived', () => messages.length >= 2);
        assert.deepEqual(
          messages.map(({ bytes }) => bytes.byteLength),
          [0, 1],
        );
      });
    });

    it('refuse or cut a message over the limit, and go on', async () => {
      const { bridge } = current();
      const name = newName();
      await withMailslot(bridge, name, async ({ messages }) => {
        const isAccepted = await bridge.mailslots.post(name, new Uint8Array(MAX_MESSAGE_BYTES + 100)).then(
          () => true,
          () => false,
        );
        await bridge.mailslots.post(name, encodeMessage('after'));
        const expected = isAccepted ? 2 : 1;
        await eventually('the message after it has arrived', () => messages.length >= expected);
        assert.ok(messages.every(({ bytes }) => bytes.byteLength <= MAX_MESSAGE_BYTES));
        assert.equal(decodeMessage(messages.at(-1)?.bytes ?? new Uint8Array()).text, 'after');
      });
    });

    it('keep a message although the writer goes on to use its buffer', async () => {
      const { bridge } = current();
      const name = newName();
      await withMailslot(bridge, name, async ({ messages }) => {
        const bytes = Uint8Array.of(1, 2, 3);
        await bridge.mailslots.post(name, bytes);
        bytes.fill(9);
        await eventually('the message has arrived', () => messages.length > 0);
        assert.deepEqual([...(messages[0]?.bytes ?? [])], [1, 2, 3]);
      });
    });

    it('call nobody while nothing arrives', async () => {
      const { bridge } = current();
      await withMailslot(bridge, newName(), async ({ batchSizes, server }) => {
        for (let round = 0; round < 10; round += 1) await arrivesElsewhere(bridge, newName());
        await server.close();
        assert.deepEqual(batchSizes, []);
      });
    });

    it('have one owner (183) in any case of letters, until it closes', async () => {
      const { bridge } = current();
      const name = newName();
      await withMailslot(bridge, name, async () => {
        await failsWith(
          183,
          bridge.mailslots.create(name, () => undefined),
        );
        await failsWith(
          183,
          bridge.mailslots.create(name.toUpperCase(), () => undefined),
        );
        await bridge.mailslots.post(name.toUpperCase(), Uint8Array.of(1));
      });
      // Wine keeps the name until the last writer's handle is closed too, which takes a moment.
      await eventually('the name is free again', () => isFree(bridge, name));
    });

    it('close while idle, harmlessly twice, without an error', async () => {
      const { bridge } = current();
      const name = newName();
      await withMailslot(bridge, name, async ({ server, messages }) => {
        await bridge.mailslots.post(name, Uint8Array.of(1));
        await eventually('it is idle again', () => messages.length > 0);
        await server.close();
        assert.equal(await server.ended, undefined);
        await server.close();
        await server[Symbol.asyncDispose]();
      });
    });

    it('close in the middle of a flood, and deliver nothing afterwards', async () => {
      const { bridge } = current();
      const name = newName();
      await withMailslot(bridge, name, async ({ server, messages }) => {
        const flooding = new AbortController();
        const flood = (async () => {
          while (!flooding.signal.aborted)
            await bridge.mailslots.post(name, new Uint8Array(100)).catch(() => undefined);
        })();
        try {
          await eventually('the flood arrives', () => messages.length > 10);
          await server.close();
          const delivered = messages.length;
          await arrivesElsewhere(bridge, newName());
          assert.equal(messages.length, delivered);
        } finally {
          flooding.abort();
          await flood;
        }
      });
    });

    it('cannot be posted to before they are created and after they are closed (2)', async () => {
      const { bridge } = current();
      const name = newName();
      await failsWith(2, bridge.mailslots.post(name, Uint8Array.of(1)));
      await withMailslot(bridge, name, async ({ server }) => {
        await bridge.mailslots.post(name, Uint8Array.of(1));
        await server.close();
        await failsWith(2, bridge.mailslots.post(name, Uint8Array.of(1)));
      });
    });

    it('refuse a name that is not a mailslot of this computer (123)', async () => {
      const { bridge } = current();
      for (const name of ['sigmamain', String.raw`C:\sigmamain`]) {
        await failsWith(
          123,
          bridge.mailslots.create(name, () => undefined),
        );
      }
    });

    it('refuse a name with a NUL, at which the system would cut it (87)', async () => {
      const { bridge } = current();
      const name = `${newName()}\0tail`;
      await failsWith(
        87,
        bridge.mailslots.create(name, () => undefined),
      );
      await failsWith(87, bridge.mailslots.post(name, Uint8Array.of(1)));
    });
  });
}

/** Passes once a message has gone through another mailslot. */
async function arrivesElsewhere(bridge: NativeBridge, name: string): Promise<void> {
  await withMailslot(bridge, name, async ({ messages }) => {
    await bridge.mailslots.post(name, Uint8Array.of(1));
    await eventually('the message has arrived', () => messages.length > 0);
  });
}

/** @returns whether the name was free; if so, the mailslot works for its owner */
async function isFree(bridge: NativeBridge, name: string): Promise<boolean> {
  try {
    await withMailslot(bridge, name, async ({ messages }) => {
      await bridge.mailslots.post(name, encodeMessage('to the next owner'));
      await eventually('the message has arrived', () => messages.length > 0);
    });
    return true;
  } catch (error) {
    if (error instanceof Win32Error && error.code === 183) return false;
    throw error;
  }
}
