import { MAILSLOT_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ERROR_FILE_NOT_FOUND } from '../../common/win32-codes.ts';
import type { StatusPairs } from '../../common/status-message.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { GENERIC_WRITE } from '../../native-bridge/access-control.ts';
import {
  CloseHandle,
  CreateFileW,
  INVALID_HANDLE_VALUE,
  OPEN_EXISTING,
} from '../../native-bridge/win32/kernel32.ts';
import { check } from '../../native-bridge/win32/native.ts';
import { peer, temporaryFolder } from './places.ts';
import { openPosts } from './posts.ts';
import { startProgram, until, type Started } from './programs.ts';
import { loggedEvents, sigmaSrv } from './sigma-srv.ts';

/** How often the service posts, in milliseconds. */
const POST_INTERVAL_MS = 100;
/** How soon the mailslot's name must be free again, in milliseconds. */
const FREE_WITHIN_MS = 5_000;
/** How many programs post besides the service. */
const FLOODERS = 3;
/** How many messages the client must have read before it is killed. */
const FLOOD = 2_000;

const CLIENT = fileURLToPath(new URL('./mailslot-client.program.js', import.meta.url));

/** Starts a program that posts meaningless messages as fast as it can. */
function startFlooder(): Started {
  const message = join(temporaryFolder(), 'message.bin');
  writeFileSync(message, Buffer.alloc(100, 'x'));
  return startProgram(peer('raw-poster'), [MAILSLOT_NAME, '1000000', message]);
}

/** @returns the numbers in the line that the client printed last */
function lastLine(output: string): { readonly arrived: number; readonly seq: number } {
  const [, arrived, seq] = /(\d+) (\d+)\s+$/.exec(output) ?? [];
  return { arrived: Number(arrived ?? 0), seq: Number(seq ?? 0) };
}

/**
 * Opens the mailslot without sharing reading. That is refused if it exists, so no handle is left that keeps it alive.
 */
function isMailslotGone(): boolean {
  try {
    const handle = CreateFileW(MAILSLOT_NAME, GENERIC_WRITE, 0, null, OPEN_EXISTING, 0, 0);
    check('CreateFileW', handle !== INVALID_HANDLE_VALUE);
    CloseHandle(handle);
    return false;
  } catch (error) {
    return error instanceof Win32Error && error.code === ERROR_FILE_NOT_FOUND;
  }
}

async function serviceProcess(): Promise<unknown> {
  const { output } = await sigmaSrv('/status', '/json');
  const { state, processId } = JSON.parse(output) as Record<string, unknown>;
  assert.equal(state, 'running', 'the service keeps running whatever happens to its client');
  return processId;
}

/** Passes if the numbers have no gap, the times never fall, and the first message is older than the mailslot. */
function assertReplayed(posts: readonly StatusPairs[], openedAt: number): void {
  const [first] = posts;
  assert.ok(first !== undefined && first.at < openedAt);
  assert.deepEqual(
    posts.map(({ seq }) => seq),
    posts.map((_post, index) => first.seq + index),
  );
  assert.ok(posts.every(({ at }, index) => at >= (posts[index - 1]?.at ?? 0)));
}

describe('a client that is killed while it reads a flood', () => {
  before(async () => {
    await sigmaSrv('/register', '/start');
    await sigmaSrv('/config', `PostIntervalMs=${String(POST_INTERVAL_MS)}`);
  });
  after(() => sigmaSrv('/unregister'));

  test('leaves the mailslot to the next client, which gets what the service kept in between', async () => {
    const processId = await serviceProcess();
    assert.ok(typeof processId === 'number');
    for (let round = 1; round <= 3; round += 1) {
      await using client = startProgram(process.execPath, [CLIENT]);
      await until('the client reads', () => client.output().includes('reading'));
      const flood = Array.from({ length: FLOODERS }, startFlooder);
      await until('it reads the service in the flood', () => {
        const { arrived, seq } = lastLine(client.output());
        return arrived > FLOOD && seq > 0;
      });
      const killedAt = Date.now();
      client.kill();
      for (const flooder of flood) flooder.kill();
      await until('the name is free', isMailslotGone, FREE_WITHIN_MS);
      const lastSeen = lastLine(client.output()).seq;
      await until('the service has something for the next one', () =>
        loggedEvents('service', killedAt).some(({ event }) => event === 'client away'),
      );
      const openedAt = Date.now();
      await using posts = await openPosts();
      await until('messages flow again', () => posts.of(processId).some(({ at }) => at > openedAt));
      assertReplayed(posts.of(processId), openedAt);
      const lost: number = (posts.of(processId)[0]?.seq ?? 0) - lastSeen - 1;
      assert.ok(
        lost >= 0 && lost <= FREE_WITHIN_MS / POST_INTERVAL_MS,
        `${String(lost)} messages were lost with the client`,
      );
      assert.equal(await serviceProcess(), processId);
    }
  });
});
