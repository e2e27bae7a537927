import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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
function withDialogs() {
  const dialogs: PromiseWithResolvers<Outcome>[] = [];
  const { exportMessages } = requestHandlers({
    monitor: UNTOUCHED,
    settingsFile: UNTOUCHED,
    updates: UNTOUCHED,
    desktop: { tellFailure: () => undefined, showWindows: () => undefined },
    exportMessages: () => {
      const dialog = Promise.withResolvers<Outcome>();
      dialogs.push(dialog);
      return dialog.promise;
    },
    about: () => Promise.reject(new Error('nobody asks here')),
  });
  return { dialogs, exportMessages };
}

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
