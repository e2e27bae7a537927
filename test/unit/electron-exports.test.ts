import { ERROR_PATH_NOT_FOUND } from '../../common/win32-codes.ts';
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { SaveDialogReturnValue } from 'electron';
import type { ExportRequest } from '../../common/export.ts';
import { ENGLISH } from '../../common/languages/english.ts';
import { Exports } from '../../electron/exports.ts';
import { ManualClock } from './manual-clock.ts';

const REQUEST: ExportRequest = { format: 'csv', suggestedName: 'messages', text: 'a,b' };

/** Exports, with dialogs that stay open until the test answers them. */
function withDialogs() {
  const dialogs: PromiseWithResolvers<SaveDialogReturnValue>[] = [];
  const shown: string[] = [];
  const clock = new ManualClock();
  const exports = new Exports({
    showSaveDialog: () => {
      const dialog = Promise.withResolvers<SaveDialogReturnValue>();
      dialogs.push(dialog);
      return dialog.promise;
    },
    showInFolder: (path) => shown.push(path),
    words: () => ENGLISH,
    clock,
  });
  return { exports, dialogs, shown, clock };
}

describe('exporting messages', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sigma-exports-'));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  it('writes the file to the chosen place, says where that is, and can show it there', async () => {
    const { exports, dialogs, shown, clock } = withDialogs();
    exports.show();
    assert.deepEqual(shown, []);
    const first = exports.ask(REQUEST);
    // A name may contain what would be displayed as another one.
    const filePath = join(folder, 'messages\u202evsc.exe');
    dialogs[0]?.resolve({ canceled: false, filePath });
    assert.deepEqual(await first, { kind: 'done', path: join(folder, 'messages\ufffdvsc.exe') });
    assert.equal(await readFile(filePath, 'utf8'), 'a,b');
    exports.show();
    // A page that keeps asking opens one folder after the other, not all at once.
    for (let ask = 0; ask < 10; ask += 1) exports.show();
    assert.deepEqual(shown, [filePath]);
    await clock.advance(1000);
    exports.show();
    assert.deepEqual(shown, [filePath, filePath]);
  });

  it('tells why a file could not be written, and does not show it', async () => {
    const { exports, dialogs, shown } = withDialogs();
    const first = exports.ask(REQUEST);
    dialogs[0]?.resolve({ canceled: false, filePath: join(folder, 'missing', 'messages.csv') });
    const outcome = await first;
    assert.ok(outcome.kind === 'failed');
    assert.equal(outcome.error.code, ERROR_PATH_NOT_FOUND);
    exports.show();
    assert.deepEqual(shown, []);
  });

  it('opens one dialog at a time, however often it is asked', async () => {
    const { exports, dialogs } = withDialogs();
    const first = exports.ask(REQUEST);
    for (let times = 0; times < 100; times += 1) {
      assert.deepEqual(await exports.ask(REQUEST), { kind: 'cancelled' });
    }
    assert.equal(dialogs.length, 1);
    dialogs[0]?.resolve({ canceled: true, filePath: '' });
    assert.deepEqual(await first, { kind: 'cancelled' });
  });

  it('opens another one once that is closed, whatever became of it', async () => {
    const { exports, dialogs } = withDialogs();
    const first = exports.ask(REQUEST);
    dialogs[0]?.reject(new Error('The dialog failed'));
    assert.equal((await first).kind, 'failed');
    const second = exports.ask(REQUEST);
    dialogs[1]?.resolve({ canceled: true, filePath: '' });
    assert.deepEqual(await second, { kind: 'cancelled' });
  });
});
