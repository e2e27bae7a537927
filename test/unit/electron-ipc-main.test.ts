import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { channelOf, REQUEST_NAMES, type RequestName } from '../../common/ipc-names.ts';
import { handleRequests, type RequestHandlers } from '../../electron/ipc-main.ts';
import { isOwnPage, WINDOW_URL } from '../../electron/confinement.ts';

type Listener = (event: IpcMainInvokeEvent, ...values: unknown[]) => unknown;

const CONTENTS = { name: "the window's contents" };
const OWN_FRAME = { url: WINDOW_URL, parent: null };
const OWN = { sender: CONTENTS, senderFrame: OWN_FRAME };

/** The handlers as the main process registers them, with what they let through. */
function registered() {
  const listeners = new Map<string, Listener>();
  const passed: (readonly [RequestName, unknown])[] = [];
  const ipc: Pick<IpcMain, 'handle'> = { handle: (channel, listener) => listeners.set(channel, listener) };
  const handlers = Object.fromEntries(
    REQUEST_NAMES.map((name) => [name, (argument: unknown) => void passed.push([name, argument])]),
  ) as unknown as RequestHandlers;
  handleRequests(
    ipc,
    handlers,
    ({ sender, senderFrame }) => (sender as unknown) === CONTENTS && isOwnPage(senderFrame),
  );
  return {
    listeners,
    passed,
    ask: async (channel: string, event: object, ...values: unknown[]): Promise<unknown> =>
      await listeners.get(channel)?.(event as IpcMainInvokeEvent, ...values),
  };
}

/** For each request, valid and invalid arguments. */
const ARGUMENTS: Readonly<Record<RequestName, { good: readonly unknown[]; bad: readonly unknown[] }>> = {
  snapshot: { good: [undefined], bad: [null, 0, '', {}, []] },
  check: { good: [undefined], bad: [null, 0, '', {}, []] },
  about: { good: [undefined], bad: [null, 0, '', {}, []] },
  leave: { good: [undefined], bad: [null, 0, '', {}, []] },
  refresh: { good: [undefined], bad: [null, 0, '', {}, []] },
  checkForUpdates: { good: [undefined], bad: [null, 'beta', {}] },
  downloadUpdate: { good: [undefined], bad: [null, 'https://example.com/setup.exe', {}] },
  installUpdate: { good: [undefined], bad: [null, String.raw`C:\setup.exe`, {}] },
  took: { good: [0, 7], bad: [undefined, -1, 0.5, Number.NaN, Infinity, 2 ** 53, '7', 7n, [7], {}] },
  perform: {
    good: [
      'start',
      'install',
      { task: 'stop', service: 'Spooler' },
      { task: 'end-process', service: 'MSSQL$SQLEXPRESS' },
      { task: 'set-startup-type', service: '-json ()"', startupType: 'disabled' },
    ],
    bad: [
      ...['format', 'START', ' start', 'start\0', 'toString', '__proto__', ['start'], { 0: 'start' }, null],
      { task: 'uninstall', service: 'Spooler' },
      { task: 'stop' },
      { task: 'stop', service: '' },
      { task: 'stop', service: 'a/b' },
      { task: 'stop', service: String.raw`..\\a` },
      { task: 'stop', service: 'a\0b' },
      { task: 'stop', service: 'a\nb' },
      { task: 'stop', service: 'x'.repeat(257) },
      { task: 'stop', service: ['Spooler'] },
      { task: 'set-startup-type', service: 'Spooler' },
      { task: 'set-startup-type', service: 'Spooler', startupType: 'boot' },
    ],
  },
  setPostInterval: { good: [1000], bad: [0, 1, -1000, '1000', 1000.5, Number.NaN, Infinity, null, [1000]] },
  changeSettings: {
    good: [{}, { theme: 'dark' }],
    bad: [null, 'dark', { theme: 'pink' }, { theme: undefined }, { notifications: 1 }, { language: '../de' }],
  },
  exportMessages: {
    good: [{ format: 'csv', suggestedName: 'messages', text: '' }],
    bad: [
      { format: 'exe', suggestedName: 'messages', text: '' },
      { format: 'csv', suggestedName: '..\\messages', text: '' },
      { format: 'csv', suggestedName: 'C:messages', text: '' },
      { format: 'csv', suggestedName: '/etc/passwd', text: '' },
      { format: 'csv', suggestedName: 'messages\0', text: '' },
      { format: 'csv', suggestedName: '', text: '' },
      { format: 'csv', suggestedName: 'messages', text: new Uint8Array(3) },
      { format: 'csv', suggestedName: 'messages' },
    ],
  },
  showExported: { good: [undefined], bad: [null, String.raw`C:\messages.csv`, {}] },
  wholeTexts: {
    good: [[], [1, 2]],
    bad: [undefined, 1, ['1'], [-1], [0.5], { 0: 1 }, Array.from({ length: 100_001 }, (_, id) => id)],
  },
  reportWindows: {
    good: [
      { windows: [{ key: 'messages', isOpen: true }], commands: [] },
      {
        windows: [{ key: 'service:MSSQL$A:1 (x)', isOpen: true }],
        active: 'service:MSSQL$A:1 (x)',
        commands: [],
      },
    ],
    bad: [
      { windows: [{ key: 'registry', isOpen: true }], commands: [] },
      { windows: [{ key: 'service', isOpen: true }], commands: [] },
      { windows: [{ key: 'settings:Spooler', isOpen: true }], commands: [] },
      { windows: [{ key: String.raw`service:..\Spooler`, isOpen: true }], commands: [] },
      { windows: [{ key: `service:${'x'.repeat(257)}`, isOpen: true }], commands: [] },
      { windows: [{ key: 7, isOpen: true }], commands: [] },
      { windows: [], active: 'service:', commands: [] },
      { windows: Array.from({ length: 100_000 }, () => ({ key: 'messages', isOpen: true })), commands: [] },
      { windows: [], commands: Array.from({ length: 100_000 }, () => 'cascade') },
      { windows: {}, commands: [] },
    ],
  },
};

const STRANGERS: Readonly<Record<string, object>> = {
  'another page': { sender: { name: 'other contents' }, senderFrame: OWN_FRAME },
  'a frame inside of the page': { sender: CONTENTS, senderFrame: { url: WINDOW_URL, parent: OWN_FRAME } },
  'a frame that is gone': { sender: CONTENTS, senderFrame: null },
  'a page from the network': {
    sender: CONTENTS,
    senderFrame: { url: 'https://sigma/index.html', parent: null },
  },
  'a page from the disk': { sender: CONTENTS, senderFrame: { url: 'file:///C:/index.html', parent: null } },
  'an empty page': { sender: CONTENTS, senderFrame: { url: 'about:blank', parent: null } },
  "another host of the window's scheme": {
    sender: CONTENTS,
    senderFrame: { url: 'app://elsewhere/index.html', parent: null },
  },
};

describe('the requests of the window', () => {
  it('have the channels of the contract, and no other one', () => {
    const { listeners } = registered();
    assert.deepEqual([...listeners.keys()], REQUEST_NAMES.map(channelOf));
  });

  for (const [who, event] of Object.entries(STRANGERS)) {
    it(`are refused from ${who}`, async () => {
      const { ask, passed } = registered();
      for (const name of REQUEST_NAMES) {
        await assert.rejects(ask(channelOf(name), event, ARGUMENTS[name].good[0]), /not part of Sigma/, name);
      }
      assert.deepEqual(passed, []);
    });
  }

  for (const name of REQUEST_NAMES) {
    it(`go through or not by the schema of ${name}`, async () => {
      const { ask, passed } = registered();
      for (const argument of ARGUMENTS[name].good) {
        assert.deepEqual(await ask(channelOf(name), OWN, argument), { ok: true, value: undefined });
      }
      const good = passed.length;
      assert.equal(good, ARGUMENTS[name].good.length);
      for (const argument of ARGUMENTS[name].bad) {
        const answer = (await ask(channelOf(name), OWN, argument)) as {
          ok: boolean;
          error: { code: number };
        };
        assert.equal(answer.ok, false);
        assert.equal(answer.error.code, 87);
      }
      assert.equal(passed.length, good);
    });
  }

  it('have one argument, and bring along no more than the schema names', async () => {
    const { ask, passed } = registered();
    const more = JSON.parse('{"theme":"dark","path":"C:/","__proto__":{"isAdmin":true}}') as unknown;
    await ask(channelOf('changeSettings'), OWN, more);
    assert.deepEqual(passed, [['changeSettings', { theme: 'dark' }]]);
    const answer = (await ask(channelOf('perform'), OWN, 'start', 'C:/evil.exe')) as { ok: boolean };
    assert.equal(answer.ok, false);
    assert.equal(passed.length, 1);
    assert.equal(Reflect.get({}, 'isAdmin'), undefined);
  });
});
