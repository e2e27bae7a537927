import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ENGLISH } from '../../common/languages/english.ts';
import { until } from '../e2e/until.ts';
import { openMdi } from './mdi-subject.ts';
import { openSimulated, SIDE_BY_SIDE } from './sigma-window.ts';

const { messages, service, mailslot } = ENGLISH.windows.titles;

/** What the user chooses in a system menu, and what those menus are told. */
describe('what is chosen outside of the window', SIDE_BY_SIDE, () => {
  it('is asked for as by a button, and what fails is told in the window', async () => {
    await using window = await openSimulated({
      simulation: { notInstalled: true, elevationCancelled: true },
    });
    await window.untilHealth('not-installed');
    window.main.command({ kind: 'request', request: 'install' });
    await window.untilText(ENGLISH.frame.cancelled);
  });

  it('opens, brings to the front, arranges and closes the child windows', async () => {
    await using window = await openMdi();
    const { children, main } = window;
    main.command({ kind: 'window', key: 'service:SigmaSrv' });
    await children.untilFocused(service);
    main.command({ kind: 'mdi', name: 'tile-vertically' });
    const { width, height } = await children.frame();
    await children.untilBox(messages, { x: Math.floor(width / 2), y: 0, height });
    main.command({ kind: 'window', key: 'messages' });
    await children.untilFocused(messages);
    main.command({ kind: 'mdi', name: 'close' });
    await window.window('messages').waitFor({ state: 'detached' });
    await children.untilFocused(service);
  });

  it('exports what the list of messages shows', async () => {
    await using window = await openMdi();
    window.main.command({ kind: 'export', format: 'csv' });
    await until(() => {
      const request = window.main.asked.find(([name]) => name === 'exportMessages');
      assert.match(JSON.stringify(request), /"format":"csv".*Message 3/);
    });
  });
});

describe('the menus of the system', SIDE_BY_SIDE, () => {
  it('are told which child windows are open, which is active, and what can be done with them', async () => {
    await using window = await openSimulated();
    const { main } = window;
    const untilTold = (active: string, open: readonly string[], hasNext: boolean) =>
      until(() => {
        const { windows = [], commands = [], active: told } = main.windows ?? {};
        assert.equal(told, active);
        const opened = windows.filter(({ isOpen }) => isOpen).map(({ key }) => key);
        assert.deepEqual(opened, open);
        assert.equal(commands.includes('next'), hasNext);
      });
    await untilTold('messages', ['messages'], false);
    await window.openChild('mailslot');
    await untilTold('mailslot', ['messages', 'mailslot'], true);
    await window.children.caption(ENGLISH.mdi.close, mailslot).click();
    await untilTold('messages', ['messages'], false);
  });
});
