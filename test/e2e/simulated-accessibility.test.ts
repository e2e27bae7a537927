import { describe, it } from 'node:test';
import { assertAccessible } from './accessibility.ts';
import { ChildWindows } from './child-windows.ts';
import { startSigma } from './sigma-app.ts';

const CHILDREN = ['Service', 'Mailslot', 'System', 'Settings', 'About Sigma'] as const;

describe('axe finds nothing', { timeout: 120_000 }, () => {
  for (const simulation of ['', 'not-installed', 'mailslot-taken']) {
    it(`with every window open${simulation === '' ? '' : `, ${simulation}`}, light and dark`, async () => {
      await using sigma = await startSigma({ simulation });
      const windows = new ChildWindows(sigma.page);
      await windows.beginWith(...CHILDREN);
      await windows.choose('Tile vertically');
      for (const colorScheme of ['light', 'dark'] as const) {
        await sigma.page.emulateMedia({ colorScheme });
        await assertAccessible(sigma.page, `${simulation} ${colorScheme}`);
      }
    });
  }

  it('in an error, a menu and a maximised window', async () => {
    await using sigma = await startSigma({ simulation: 'elevation-cancelled' });
    const windows = new ChildWindows(sigma.page);
    await sigma.button('Uninstall service').click();
    await sigma.button('Dismiss').waitFor();
    await windows.caption('Maximise', 'Messages').click();
    await sigma.button('Window').click();
    await assertAccessible(sigma.page, 'a menu open');
  });
});
