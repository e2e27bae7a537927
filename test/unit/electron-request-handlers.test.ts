import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LinkReport } from '../../common/check.ts';
import type { Exports } from '../../electron/exports.ts';
import type { Monitor } from '../../engine/monitor.ts';
import { requestHandlers } from '../../electron/request-handlers.ts';
import type { SettingsFile } from '../../electron/settings-file.ts';
import type { Updates } from '../../electron/updates/updates.ts';

/** A check touches none of what else the handlers reach. */
const UNTOUCHED = {} as unknown as Exports & SettingsFile & Updates;

describe('a check of this computer', () => {
  it('is made once for a page that asks again meanwhile, and again afterwards', async () => {
    const checks: PromiseWithResolvers<LinkReport[]>[] = [];
    const monitor = {
      check: () => {
        const check = Promise.withResolvers<LinkReport[]>();
        checks.push(check);
        return check.promise;
      },
    };
    const { check } = requestHandlers({
      monitor: monitor as unknown as Monitor,
      settingsFile: UNTOUCHED,
      updates: UNTOUCHED,
      desktop: { tellFailure: () => undefined, showWindows: () => undefined },
      exports: UNTOUCHED,
      about: () => Promise.reject(new Error('nobody asks here')),
      version: '1.2.3',
    });
    const answers = Array.from({ length: 100 }, () => check(undefined));
    assert.equal(checks.length, 1);
    checks[0]?.resolve([]);
    for (const answer of answers) assert.deepEqual(await answer, { version: '1.2.3', links: [] });
    void check(undefined);
    assert.equal(checks.length, 2);
  });
});
