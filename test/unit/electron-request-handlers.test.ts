import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LinkReport } from '../../common/check.ts';
import type { ExportRequest } from '../../common/export.ts';
import type { Outcome } from '../../common/ipc.ts';
import type { Monitor } from '../../electron/monitor.ts';
import { requestHandlers } from '../../electron/request-handlers.ts';
import type { SettingsFile } from '../../electron/settings-file.ts';
import type { Updates } from '../../electron/updates/updates.ts';

const REQUEST: ExportRequest = { format: 'csv', suggestedName: 'messages', text: '' };

/** Exporting touches none of what else the handlers reach. */
const UNTOUCHED = {} as unknown as Monitor & SettingsFile & Updates;

/** The handlers, with dialogs that stay open until the test answers them. */
function withDialogs(monitor: Monitor = UNTOUCHED) {
  const dialogs: PromiseWithResolvers<Outcome>[] = [];
  const { exportMessages, check } = requestHandlers({
    monitor,
    settingsFile: UNTOUCHED,
    updates: UNTOUCHED,
    desktop: { tellFailure: () => undefined, showWindows: () => undefined },
    exportMessages: () => {
      const dialog = Promise.withResolvers<Outcome>();
      dialogs.push(dialog);
      return dialog.promise;
    },
    about: () => Promise.reject(new Error('nobody asks here')),
    version: '1.2.3',
  });
  return { dialogs, exportMessages, check };
}

describe('a check of this computer', () => {
  it('is made once for a page that asks again meanwhile, and anew afterwards', async () => {
    const checks: PromiseWithResolvers<LinkReport[]>[] = [];
    const monitor = {
      check: () => {
        const check = Promise.withResolvers<LinkReport[]>();
        checks.push(check);
        return check.promise;
      },
    };
    const { check } = withDialogs(monitor as unknown as Monitor);
    const answers = Array.from({ length: 100 }, () => check(undefined));
    assert.equal(checks.length, 1);
    checks[0]?.resolve([]);
    for (const answer of answers) assert.deepEqual(await answer, { version: '1.2.3', links: [] });
    void check(undefined);
    assert.equal(checks.length, 2);
  });
});

describe('exporting messages', () => {
  it('opens one dialog at a time, however often it is asked', async () => {
    const { dialogs, exportMessages } = withDialogs();
    const first = exportMessages(REQUEST);
    for (let times = 0; times < 100; times += 1) {
      assert.deepEqual(await exportMessages(REQUEST), { kind: 'cancelled' });
    }
    assert.equal(dialogs.length, 1);
    dialogs[0]?.resolve({ kind: 'done' });
    assert.deepEqual(await first, { kind: 'done' });
  });

  it('opens another one once that is closed, whatever became of it', async () => {
    const { dialogs, exportMessages } = withDialogs();
    const first = exportMessages(REQUEST);
    dialogs[0]?.reject(new Error('The dialog failed'));
    await assert.rejects(async () => first);
    const second = exportMessages(REQUEST);
    dialogs[1]?.resolve({ kind: 'done' });
    assert.deepEqual(await second, { kind: 'done' });
  });
});
