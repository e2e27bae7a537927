import type { ServiceView } from '../../common/view.ts';
import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import { OFFERED_WINDOWS, OWN_SERVICE_WINDOW } from '../../common/child-windows.ts';
import type { WindowsReport } from '../../common/ipc.ts';
import { ENGLISH } from '../../common/languages/english.ts';
import { LANGUAGES } from '../../common/languages/languages.ts';
import { WINDOW_COMMAND_NAMES } from '../../common/mdi.ts';
import { OPERATIONS } from '../../common/operations.ts';
import type { ConfigurationView } from '../../common/service-configuration.ts';
import type { ServiceStatus } from '../../common/service-status.ts';
import { messageText } from '../../common/status-text.ts';
import { withAccessKeys, menuTemplate } from '../../electron/desktop/menu-template.ts';
import { menuBar, WINDOW_GROUPS, withKnownSubjects } from '../../electron/desktop/application-menu.ts';
import type { MenuEntry, MenuItemEntry } from '../../electron/desktop/menu-entry.ts';
import {
  troubleNotification,
  taskbarModel,
  TOOL_TIP_LIMIT,
  trayModel,
} from '../../electron/desktop/models.ts';
import { WINDOW_COMMANDS } from '../../renderer/mdi/commands.ts';
import { EXAMPLE, STOPPED } from './example-view.ts';

const RUNNING: ServiceStatus = {
  ...STOPPED,
  state: 'running',
  acceptedControls: ['stop', 'pause-continue'],
  processId: 4,
};

function serviceOf(health: ServiceView['health'], status: ServiceStatus): ServiceView {
  return {
    ...EXAMPLE,
    health,
    scm: { kind: 'present', status: { ...status, acceptedControls: [...status.acceptedControls] } },
  };
}

const CONFIGURATION: ConfigurationView = {
  ...{
    displayName: 'Sigma Support Service',
    startType: 'demand',
    account: String.raw`NT AUTHORITY\LocalService`,
  },
  imagePath: String.raw`"C:\Sigma\SigmaSrv.exe"`,
};

const REPORT: WindowsReport = {
  windows: [
    { key: 'messages', isOpen: true },
    { key: OWN_SERVICE_WINDOW, isOpen: true },
    { key: 'mailslot', isOpen: false },
    { key: 'system', isOpen: false },
  ],
  active: OWN_SERVICE_WINDOW,
  commands: ['cascade', 'close'],
};

function entriesOf(menus: readonly MenuEntry[], label: string): readonly MenuEntry[] {
  const menu = menus.find((entry) => entry.kind === 'menu' && entry.label === label);
  assert.ok(menu?.kind === 'menu', label);
  return menu.entries;
}

function itemsOf(entries: readonly MenuEntry[]): MenuItemEntry[] {
  return entries.filter((entry) => entry.kind === 'item');
}

function enabled(entries: readonly MenuEntry[]): string[] {
  return itemsOf(entries).flatMap(({ label, isEnabled }) => (isEnabled ? [label] : []));
}

describe('the menu bar', () => {
  const menus = menuBar({ words: ENGLISH, service: serviceOf('healthy', RUNNING), windows: REPORT });

  function menusOf(isUserInControl: boolean): MenuEntry[] {
    const service = serviceOf('healthy', RUNNING);
    assert.ok(service.scm.kind === 'present');
    const configuration = { ...CONFIGURATION, isUserInControl };
    const scm = { ...service.scm, configuration };
    return menuBar({ words: ENGLISH, service: { ...service, scm }, windows: REPORT });
  }

  it('has every operation and every command of the window once, in the window’s own order', () => {
    const offered = [false, true].flatMap((isUserInControl) =>
      itemsOf(entriesOf(menusOf(isUserInControl), 'Service')).map(({ choice }) =>
        choice.kind === 'request' ? choice.request : choice.kind,
      ),
    );
    assert.deepEqual([...new Set(offered)].toSorted(), [...OPERATIONS, 'refresh'].toSorted());
    assert.deepEqual(WINDOW_GROUPS.flat(), Object.keys(WINDOW_COMMANDS));
    assert.deepEqual(WINDOW_GROUPS.flat().toSorted(), WINDOW_COMMAND_NAMES.toSorted());
  });

  it('shows the same keys as the window for what the window listens to', () => {
    const shown = itemsOf(entriesOf(menus, 'Window')).flatMap(({ label, keys }) =>
      keys === undefined ? [] : [[label, keys.accelerator, keys.listener]],
    );
    const known = WINDOW_COMMAND_NAMES.flatMap((name) => {
      const command = WINDOW_COMMANDS[name];
      return 'keys' in command ? [[ENGLISH.mdi.commands[name], command.keys, 'window']] : [];
    });
    assert.deepEqual(shown, known);
  });

  it('offers what makes sense now', () => {
    assert.deepEqual(enabled(entriesOf(menus, 'Service')), [
      ...['Repair', 'Uninstall service', 'Stop', 'Restart', 'Pause'],
      ...['Allow control without a prompt', 'Refresh'],
    ]);
    const service = enabled(entriesOf(menusOf(true), 'Service'));
    assert.ok(service.includes('Require approval again'));
    assert.ok(!service.includes('Allow control without a prompt'), 'only one of them makes sense');
    const busy = menuBar({
      words: ENGLISH,
      service: { ...serviceOf('stopped', STOPPED), busy: 'start' },
      windows: REPORT,
    });
    assert.deepEqual(enabled(entriesOf(busy, 'Service')), ['Refresh']);
  });

  it('lists the open windows with the active one checked, and opens the others', () => {
    const items = itemsOf(entriesOf(menus, 'Window')).filter(({ choice }) => choice.kind === 'window');
    assert.deepEqual(
      items.map(({ label, isChecked }) => [label, isChecked]),
      [
        ['Messages', false],
        ['Service', true],
        ['Open Mailslot', undefined],
        ['Open System', undefined],
      ],
    );
    assert.deepEqual(enabled(entriesOf(menus, 'Window')).slice(0, 2), ['Cascade', 'Close']);
  });

  it('names the service of a window that is about another one', () => {
    const windows: WindowsReport = {
      ...REPORT,
      windows: [...REPORT.windows, { key: 'service:R&D\u202e', isOpen: true }],
    };
    const entries = entriesOf(menuBar({ words: ENGLISH, service: EXAMPLE, windows }), 'Window');
    const item = itemsOf(entries).find(
      ({ choice }) => choice.kind === 'window' && choice.key === 'service:R&D\u202e',
    );
    assert.equal(item?.label, 'R&D\ufffd - Service');
  });

  it('names no service that is not in the view', () => {
    const about = (name: string) => ({ key: `service:${name}` as const, isOpen: true });
    const report = { ...REPORT, windows: [...REPORT.windows, about('Spooler'), about('Call 0800 1')] };
    const known = withKnownSubjects(
      { ...report, active: 'service:Call 0800 1' },
      new Map([['Spooler', EXAMPLE]]),
    );
    assert.deepEqual(known.windows, [...REPORT.windows, about('Spooler')]);
    assert.equal(known.active, undefined);
  });

  it('can do nothing with the windows before the page has told of them', () => {
    const early = menuBar({ words: ENGLISH, service: EXAMPLE, windows: undefined });
    assert.deepEqual(enabled(entriesOf(early, 'Window')), []);
  });

  for (const [language, { words }] of Object.entries(LANGUAGES)) {
    it(`gives every item of a menu a key of its own (${language})`, () => {
      const all = {
        windows: OFFERED_WINDOWS.map((key) => ({ key, isOpen: false })),
        commands: WINDOW_COMMAND_NAMES,
      };
      const template = menuTemplate(menuBar({ words, service: EXAMPLE, windows: all }), () => undefined);
      for (const items of [
        template,
        ...template.map(({ submenu }) => (Array.isArray(submenu) ? submenu : [])),
      ]) {
        const labels = items.flatMap(({ label, visible }) => (visible === false ? [] : (label ?? [])));
        const keys = labels.map((label) => /&([^&])/.exec(label)?.[1]?.toLowerCase());
        assert.equal(new Set(keys).size, labels.length, labels.join(', '));
      }
    });
  }
});

test('keys that the window listens to are shown only, and a choice is told as it is', () => {
  const chosen: unknown[] = [];
  const template = menuTemplate(
    entriesOf(menuBar({ words: ENGLISH, service: EXAMPLE, windows: REPORT }), 'Window'),
    (choice) => chosen.push(choice),
  );
  const close = template.find(({ accelerator }) => accelerator === 'Ctrl+F4');
  assert.equal(close?.registerAccelerator, false);
  const { click } = close;
  assert.ok(click !== undefined);
  (click as () => void)();
  assert.deepEqual(chosen, [{ kind: 'mdi', name: 'close' }]);
});

describe('access keys', () => {
  it('take the first letter of a word where they can, and nothing twice', () => {
    const cases: readonly (readonly [readonly string[], readonly string[]])[] = [
      [
        ['Start', 'Stop', 'Pause'],
        ['&Start', 'S&top', '&Pause'],
      ],
      [
        ['Zoom in', 'Zoom out', 'Zoom'],
        ['&Zoom in', 'Zoom &out', 'Zoo&m'],
      ],
      [
        ['A', 'a', ''],
        ['&A', 'a', ''],
      ],
      [['Save & exit'], ['&Save && exit']],
    ];
    for (const [labels, marked] of cases) assert.deepEqual(withAccessKeys(labels), marked);
  });

  it('leave every label readable as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (labels) => {
        const read = withAccessKeys(labels).map((label) => label.replace(/&(&?)/g, '$1'));
        assert.deepEqual(read, labels);
      }),
    );
  });
});

describe('the tray icon', () => {
  it('says the latest status, never longer than Windows keeps and never half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const latest = { id: 1, arrivedAt: 0, text, size: 2, pid: 8, malformed: false };
        const senders = { processIds: [8], judgedUpTo: 1 };
        const { toolTip } = trayModel(ENGLISH, { ...serviceOf('healthy', RUNNING), latest, senders });
        assert.ok(toolTip.length <= TOOL_TIP_LIMIT && toolTip.isWellFormed());
        assert.ok(messageText(ENGLISH, latest).startsWith(toolTip.replace(/…$/, '')));
      }),
    );
  });

  it('shows and says how the service is, where it needs attention too', () => {
    const cases: readonly (readonly [ServiceView, picture: string, toolTip: string])[] = [
      [serviceOf('silent', RUNNING), 'warning', 'Print Spooler is running, but is not posting its status.'],
      [
        serviceOf('hung', { ...RUNNING, state: 'stop-pending' }),
        'warning',
        'Print Spooler is stuck while changing state.',
      ],
      [serviceOf('healthy', RUNNING), 'ok', 'Print Spooler is running.'],
      [EXAMPLE, 'stopped', 'Print Spooler is not installed.'],
    ];
    for (const [view, picture, toolTip] of cases) {
      const model = trayModel(ENGLISH, { ...view, displayName: 'Print Spooler' });
      assert.equal(model.picture, picture);
      assert.equal(model.toolTip, toolTip);
    }
  });

  it('offers to see Sigma, to control the service, and to end', () => {
    assert.deepEqual(enabled(trayModel(ENGLISH, serviceOf('paused', { ...RUNNING, state: 'paused' })).menu), [
      ...['Open Sigma', 'Stop', 'Resume', 'Exit'],
    ]);
  });
});

test('the taskbar shows that something is under way, whoever began it', () => {
  const cases: readonly (readonly [ServiceView, boolean])[] = [
    [serviceOf('healthy', RUNNING), false],
    [{ ...serviceOf('healthy', RUNNING), busy: 'pause' }, true],
    [serviceOf('stopping', { ...RUNNING, state: 'stop-pending' }), true],
    [EXAMPLE, false],
  ];
  for (const [view, isBusy] of cases) assert.equal(taskbarModel(ENGLISH, view).isBusy, isBusy);
});

describe('a notification', () => {
  it('says why the service stopped, and offers to start it if that makes sense', () => {
    const failed = serviceOf('failed', { ...STOPPED, win32ExitCode: 1067 });
    const { body, buttons } = troubleNotification(ENGLISH, 'failed', failed);
    assert.match(body, /ERROR_PROCESS_ABORTED \(1067\)/);
    assert.deepEqual(
      buttons.map(({ label }) => label),
      ['Start', 'Show'],
    );
    const busy = troubleNotification(ENGLISH, 'failed', { ...failed, busy: 'start' });
    assert.deepEqual(
      busy.buttons.map(({ label }) => label),
      ['Show'],
    );
  });

  it('says why the service may not post, and what to do', () => {
    const refused = serviceOf('refused', { ...RUNNING, win32ExitCode: 5 });
    const view = { ...refused, displayName: 'Print Spooler' };
    const { title, body } = troubleNotification(ENGLISH, 'refused', view);
    assert.equal(title, "Print Spooler can't post its status");
    assert.match(body, /denies the service access to the mailslot.*ERROR_ACCESS_DENIED \(5\).*restart Sigma/);
  });

  it('tells of a silent service, and offers to look at it', () => {
    const { title, body, buttons } = troubleNotification(ENGLISH, 'silent', serviceOf('silent', RUNNING));
    assert.deepEqual(
      [title, body],
      [ENGLISH.desktop.silent(EXAMPLE.displayName), ENGLISH.desktop.silentDetail],
    );
    assert.deepEqual(
      buttons.map(({ label }) => label),
      ['Show'],
    );
  });
});
