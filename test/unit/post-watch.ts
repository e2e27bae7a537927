import assert from 'node:assert/strict';
import { decodeMessage, type StatusPairs } from '../../common/status-message.ts';
import type { MailslotBatch } from '../../native-bridge/bridge.ts';
import type { ModelService } from './scm-model.ts';

/** Checks the services' posts against what the SCM reports. */
export class PostWatch {
  readonly #unjudged: (StatusPairs | undefined)[] = [];
  /** The last post of each process, by its process id. */
  readonly #last = new Map<number, StatusPairs>();
  readonly #ended = new Set<number>();

  add({ messages }: MailslotBatch): void {
    this.#unjudged.push(...messages.map(({ bytes }) => decodeMessage(bytes).pairs));
  }

  /** @returns whether a process of this id has posted */
  isKnown(processId: number): boolean {
    return this.#last.has(processId);
  }

  /** Checks what has arrived since the last call. A service that has stopped since then may have posted a last time. */
  judge(services: readonly ModelService[]): void {
    for (const post of this.#unjudged.splice(0)) {
      assert.ok(post !== undefined, 'every post has its pairs');
      assert.ok(!this.#ended.has(post.pid), 'nothing is posted after the end');
      assert.equal(post.seq, (this.#last.get(post.pid)?.seq ?? 0) + 1);
      this.#last.set(post.pid, post);
    }
    const alive = services.filter(({ isAlive }) => isAlive);
    for (const { state, processId = 0 } of alive) {
      assert.equal(this.#last.get(processId)?.state, state, 'the last post tells the present state');
    }
    const aliveIds = new Set(alive.map(({ processId }) => processId));
    for (const processId of this.#last.keys()) if (!aliveIds.has(processId)) this.#ended.add(processId);
  }
}
