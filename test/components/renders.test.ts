import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EXAMPLE } from '../unit/example-view.ts';
import { RUNNING, STATUS } from './example-content.ts';
import { HandMadeMain } from './hand-made-main.ts';
import { COUNT_RENDERS, rendersDuring } from './render-count.ts';
import { SigmaWindow } from './sigma-window.ts';

describe('what a change renders', () => {
  test('is what shows it, and nothing of the rest of the window', async () => {
    const main = new HandMadeMain({ view: RUNNING });
    await using window = await SigmaWindow.open(main, COUNT_RENDERS);
    await window.statusPart('service').click();
    await window.window('service').waitFor();
    const during = (change: () => void): Promise<number> =>
      rendersDuring(window.page, () => {
        change();
        return Promise.resolve();
      });
    const all = await window.page.evaluate<number>('renders');

    const other = await during(() => {
      for (let round = 0; round < 10; round += 1)
        main.showOther({ ...EXAMPLE, name: 'Spooler', healthSince: round });
    });
    assert.equal(other, 0, 'nothing shows that service');

    // The System and Mailslot windows are closed.
    const computer = await during(() => {
      main.show({ traffic: { ...EXAMPLE.traffic, received: 7, bytes: 900 } });
    });
    assert.equal(computer, 0, 'nothing shows how much has come');

    const own = await during(() => {
      main.show({
        health: 'failed',
        scm: { kind: 'present', status: { ...STATUS, state: 'stopped', win32ExitCode: 1067 } },
      });
    });
    assert.ok(
      own > 0 && own < all / 2,
      `${String(own)} of the ${String(all)} that it took to draw the window`,
    );
  });
});
