import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { decodeMessage } from '../../common/status-message.ts';
import { MAX_MESSAGE_BYTES, type MailslotMessage } from '../../native-bridge/bridge.ts';
import { UNTAKEN_BATCHES } from '../../native-bridge/win32/mailslot-reader-protocol.ts';
import { Win32MailslotServer } from '../../native-bridge/win32/mailslot-server.ts';
import { HOSTILE_MESSAGES, writeHostileMessages } from './hostile-messages.ts';
import { peer, temporaryFolder } from './places.ts';
import { runProgram, startProgram, until } from './programs.ts';

const SLOT = String.raw`\\.\mailslot\sigma-test-${String(process.pid)}`;

/** Opens the slot for the length of one test, and passes on what has arrived so far. */
async function withReader(use: (received: readonly MailslotMessage[]) => Promise<void>): Promise<void> {
  const received: MailslotMessage[] = [];
  const server = await Win32MailslotServer.create(SLOT, ({ messages }) => received.push(...messages));
  try {
    await use(received);
  } finally {
    await server.close();
  }
}

function texts(received: readonly MailslotMessage[]): string[] {
  return received.map(({ bytes }) => decodeMessage(bytes).text);
}

describe('messages from unrelated programs', () => {
  test('arrive unchanged, with or without a terminating NUL', async () => {
    await withReader(async (received) => {
      for (const parameters of [['Grüße, 世界 🙂'], ['no NUL at all', 'without-nul']]) {
        assert.equal((await runProgram(peer('article-poster'), [SLOT, ...parameters])).exitCode, 0);
      }
      await until('both arrive', () => received.length === 2);
      assert.deepEqual(texts(received), ['Grüße, 世界 🙂', 'no NUL at all']);
    });
  });

  test('neither stop the reader nor get lost, however malformed', async () => {
    const files = writeHostileMessages(temporaryFolder());
    const rounds = 20;
    await withReader(async (received) => {
      const { exitCode } = await runProgram(peer('raw-poster'), [SLOT, String(rounds), ...files]);
      assert.equal(exitCode, 0);
      await until('all arrive', () => received.length === rounds * files.length);
      const expected = Object.values(HOSTILE_MESSAGES).map((bytes) => bytes.length);
      assert.deepEqual(
        received.slice(-files.length).map(({ bytes }) => bytes.length),
        expected,
      );
      await runProgram(peer('article-poster'), [SLOT, 'still reading']);
      await until('a message afterwards', () => texts(received.slice(-1))[0] === 'still reading');
    });
  });

  test('that are too long are refused or cut off, and the next one arrives whole', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'long.bin');
    writeFileSync(file, new Uint8Array(MAX_MESSAGE_BYTES + 2).fill(0x41));
    await withReader(async (received) => {
      // Windows refuses it on the writer's side. Wine lets it through, and it is cut off when it is read.
      await runProgram(peer('raw-poster'), [SLOT, '1', file]);
      await runProgram(peer('article-poster'), [SLOT, 'the next one']);
      await until('the next one', () => texts(received.slice(-1))[0] === 'the next one');
      assert.ok(received.every(({ bytes }) => bytes.length <= MAX_MESSAGE_BYTES));
    });
  });

  test('from several programs at once all arrive, each program’s in order', async () => {
    await withReader(async (received) => {
      const folder = temporaryFolder();
      const [file] = writeHostileMessages(folder).slice(3);
      assert.ok(file !== undefined);
      const posters = [1, 2, 3].map(() => runProgram(peer('raw-poster'), [SLOT, '200', file]));
      for (const { exitCode } of await Promise.all(posters)) assert.equal(exitCode, 0);
      await until('600 messages', () => received.length === 600);
    });
  });
});

test('a message that comes while an earlier flood is still being taken arrives on its own', async () => {
  const [file] = writeHostileMessages(temporaryFolder()).slice(3);
  assert.ok(file !== undefined);
  let latest = '';
  let isSlow = true;
  const server = await Win32MailslotServer.create(SLOT, ({ messages }) => {
    latest = texts(messages.slice(-1))[0] ?? '';
    // Far slower than batches come, so the reader still holds some back when the last message comes.
    const until = performance.now() + (isSlow ? 100 : 0);
    while (performance.now() < until);
  });
  try {
    assert.equal((await runProgram(peer('raw-poster'), [SLOT, '20000', file])).exitCode, 0);
    assert.equal((await runProgram(peer('article-poster'), [SLOT, 'the last of them'])).exitCode, 0);
    isSlow = false;
    await until('it has arrived', () => latest === 'the last of them', 30_000);
  } finally {
    await server.close();
  }
});

test('a flood keeps the reader’s process neither from other work nor from closing', async () => {
  const [, , , ...files] = writeHostileMessages(temporaryFolder());
  const turn = { batches: 0, most: 0, isLast: false };
  let total = 0;
  const server = await Win32MailslotServer.create(SLOT, () => {
    total += 1;
    turn.batches += 1;
    turn.most = Math.max(turn.most, turn.batches);
    // As slow as a client that shows what arrives, so the next batch is there before this one is handled.
    const until = performance.now() + 5;
    while (performance.now() < until);
  });
  const nextTurn = (): void => {
    turn.batches = 0;
    if (!turn.isLast) setImmediate(nextTurn);
  };
  nextTurn();
  const writers = [1, 2].map(() => startProgram(peer('raw-poster'), [SLOT, '60s', ...files]));
  await until('the flood lasts', () => total > 20 * UNTAKEN_BATCHES);
  await server.close();
  turn.isLast = true;
  assert.ok(turn.most <= UNTAKEN_BATCHES, `${String(turn.most)} batches before anything else`);
  assert.equal(await server.ended, undefined);
  // The writers find the slot gone.
  for (const { ended } of writers) assert.equal(await ended, 2);
});

test('closing ends the reader, even right after creating it, and frees the name', async () => {
  for (let round = 0; round < 6; round += 1) {
    let hasArrived = false;
    const server = await Win32MailslotServer.create(SLOT, () => {
      hasArrived = true;
    });
    // In turn, a server that has just been created, and one whose thread is already reading.
    if (round % 2 === 1) {
      const { exitCode } = await runProgram(peer('article-poster'), [SLOT, 'read by it']);
      assert.equal(exitCode, 0);
      await until('it has been read', () => hasArrived);
    }
    await server.close();
    assert.equal(await server.ended, undefined);
  }
});
