import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { OFFERED_WINDOWS, parseChildWindow, type ChildWindowKind } from '../../common/child-windows.ts';
import { ERROR_ACCESS_DENIED, ERROR_ALREADY_EXISTS } from '../../common/win32-codes.ts';
import { HEALTH_KINDS, type Health } from '../../common/health.ts';
import type { Outcome } from '../../common/ipc.ts';
import { reportWin32 } from '../../common/win32-error.ts';
import { until } from '../e2e/until.ts';
import { EXAMPLE, type Known } from '../unit/example-view.ts';
import { exampleMessages, RUNNING, STATUS } from './example-content.ts';
import { openHandMade, SIDE_BY_SIDE } from './sigma-window.ts';

/**
 * The words that the user reads, in English and literally: the only place that has them. Every other test of the window
 * takes them from common/languages/, and the type guarantees that other languages have the same ones.
 */

const REGISTERED: Partial<Known> = {
  ...RUNNING,
  scm: {
    kind: 'present',
    status: STATUS,
    configuration: {
      displayName: 'Sigma Support Service',
      description: 'Posts its status.',
      startType: 'demand',
      account: String.raw`NT AUTHORITY\LocalService`,
      imagePath: String.raw`"C:\Sigma\SigmaSrv.exe"`,
      isUserInControl: false,
      postIntervalMs: 1000,
    },
  },
};

/** The visible text of an element, line by line. */
async function lines(element: Locator): Promise<string[]> {
  const text = await element.innerText();
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function untilLines(element: Locator, expected: readonly string[]): Promise<void> {
  return until(async () => {
    assert.deepEqual(await lines(element), expected);
  });
}

const HEALTHS: Readonly<Record<Health, readonly [word: string, sentence: string]>> = {
  unknown: ['Unknown', 'The service state is not known yet.'],
  'not-installed': ['Not installed', 'Sigma Support Service is not installed.'],
  stopped: ['Stopped', 'Sigma Support Service is stopped.'],
  failed: [
    'Stopped with an error',
    'Sigma Support Service stopped with an error. The service process ended unexpectedly. ERROR_PROCESS_ABORTED (1067)',
  ],
  starting: ['Starting', 'Sigma Support Service is starting.'],
  healthy: ['Running', 'Sigma Support Service is running.'],
  late: ['Running, status overdue', 'Sigma Support Service is running, but its status is overdue.'],
  silent: ['Running, no status', 'Sigma Support Service is running, but is not posting its status.'],
  refused: [
    "Running, can't post",
    "Sigma Support Service is running, but can't post its status. Windows denies the service access to the mailslot. ERROR_ACCESS_DENIED (5). Exit and restart Sigma to create a new mailslot. If that does not help, repair the service.",
  ],
  paused: ['Paused', 'Sigma Support Service is paused.'],
  stopping: ['Stopping', 'Sigma Support Service is stopping.'],
  hung: ['Not responding', 'Sigma Support Service is stuck while changing state.'],
  'posting-unregistered': [
    'Not installed, but posting',
    'Sigma Support Service is not installed, but its status messages are arriving.',
  ],
};

/** What each child window shows for a registered, running service. */
const CONTENTS: Readonly<Record<ChildWindowKind, readonly string[]>> = {
  messages: [
    ...['Pause list', 'Follow newest', 'Details', 'Copy', 'Export…'],
    ...['00:00:00.000', '1', 'Message 1'],
    ...['00:00:01.000', '2', 'Message 2'],
  ],
  service: [
    ...['Running', 'Sigma Support Service is running.'],
    ...['Start', 'Stop', 'Restart', 'Pause', 'Resume'],
    ...['Repair', 'Allow control without a prompt', 'Uninstall service'],
    ...['Process', 'Process ID', '4321', 'Up time', 'Unknown'],
    ...['Registration', 'Name', 'Sigma Support Service (SigmaSrv)', 'Description', 'Posts its status.'],
    ...['Startup type', 'Manual', 'Log on as', String.raw`NT AUTHORITY\LocalService`],
    ...['Path to executable', String.raw`"C:\Sigma\SigmaSrv.exe"`, 'Posting interval', 'Every 1 s'],
    ...['Prompt-free control', 'Off'],
  ],
  mailslot: [
    ...['Name', String.raw`\\.\mailslot\sigmamain`, 'State', 'Mailslot open.', 'Messages received', '0'],
    ...['Rate', '0 per second', 'Message size', 'None', 'Sequence gaps', '0'],
    ...['Dropped by the service', '0', 'Dropped by Sigma', '0', 'Malformed', '0'],
  ],
  system: [
    ...['Computer name', 'PC', 'System', 'Windows 11', 'Version', '10.0 (build 26100)', 'Processors', '4'],
    ...['Memory', '4 GB of 8 GB available', 'Up time', '2 days, 3:04:05'],
  ],
  settings: [
    ...['Appearance', 'Theme', 'Use system setting', 'Light', 'Dark'],
    ...['Language', 'Use system setting', 'English', 'Deutsch'],
    ...[
      'Behaviour',
      'Notifications',
      'Notifies you when the service stops unexpectedly or no longer posts its status.',
    ],
    ...['Start with Windows', 'Starts Sigma in the notification area when you sign in.'],
    ...['Status messages', 'Posting interval'],
    'How often the service posts its status. Windows will ask for approval when you change it.',
    ...['Every 100 ms', 'Every 250 ms', 'Every 500 ms', 'Every 1 s', 'Every 2 s', 'Every 5 s', 'Every 10 s'],
    ...['Every 30 s', 'Every 1 min', 'Apply', 'Updates', 'Check for updates'],
    'Not available: this copy of Sigma was not installed, so there is nothing to update.',
  ],
  check: [
    'Checks each link between the service and this window. Nothing is changed, and no approval is needed.',
    ...['Check again', 'Copy report', '1 of 3 links works, 1 failed, 1 unknown.'],
    ...['Service Control Manager Works', 'Lists 214 services in 3 ms.'],
    ...['Helper files Unknown', 'Not checked: a simulated computer has no files.'],
    'Service Failed',
    'Not installed. Choose Install service in Sigma, or run SigmaSrv /register as administrator.',
    'ERROR_SERVICE_DOES_NOT_EXIST (1060)',
  ],
  about: [
    ...['Sigma', 'Version', '1.2.3', 'Signature', 'Signed', 'Electron', '45.0.0', 'Chromium', '156.0.0.0'],
    ...['Node.js', '26.0.0', 'Log folder', String.raw`C:\Sigma\logs`],
    ...['Licences', 'For Sigma and the programs and libraries it contains.', 'Sigma 1.2.3 MIT'],
    'The licences of Chromium and its components are in the file LICENSES.chromium.html, in the folder where Sigma is installed.',
  ],
};

const DENIED = reportWin32('StartServiceW', ERROR_ACCESS_DENIED);
const WHY_DENIED =
  'This needs administrator rights. Use the Sigma window and approve the prompt, or run the command as administrator.';
const STILL_SHOWN = 'You can still see and control the service.';

/** What the bars say about a recent or stopped request. */
const OUTCOMES: readonly (readonly [Outcome, readonly string[]])[] = [
  [
    { kind: 'cancelled' },
    ['The administrator prompt was declined. Nothing was changed.', 'Retry', 'Dismiss'],
  ],
  [
    { kind: 'left' },
    ['Sigma stopped waiting. Windows may still finish; the result will appear here.', 'Dismiss'],
  ],
  [
    { kind: 'withdrawn' },
    ['Sigma stopped waiting before the task began. Nothing was changed.', 'Retry', 'Dismiss'],
  ],
  [
    { kind: 'done', elevated: true },
    [
      'Windows asked for approval. You can allow yourself to start, stop and pause this service without a prompt.',
      ...['Allow control without a prompt', 'Dismiss'],
    ],
  ],
  [
    { kind: 'failed', error: DENIED },
    [
      `Couldn't stop the service. ${WHY_DENIED}`,
      ...['ERROR_ACCESS_DENIED (5), StartServiceW', 'Retry', 'Copy details', 'Dismiss'],
    ],
  ],
];

/** What the bars say about the state of things. */
const BARS: readonly (readonly [Partial<Known>, readonly string[]])[] = [
  [
    { mailslot: { kind: 'taken', error: reportWin32('CreateMailslotW', ERROR_ALREADY_EXISTS) } },
    [
      `Can't receive messages: the mailslot is taken. ${STILL_SHOWN} Another program already owns the mailslot, probably another Sigma of a user who is still signed in. Close the other Sigma or sign out its user. This Sigma takes over the mailslot as soon as it is free.`,
      ...['ERROR_ALREADY_EXISTS (183), CreateMailslotW', 'Copy details'],
    ],
  ],
  [
    { mailslot: { kind: 'failed', error: DENIED } },
    [
      `Can't receive messages: the mailslot failed. ${STILL_SHOWN} ${WHY_DENIED}`,
      ...['ERROR_ACCESS_DENIED (5), StartServiceW', 'Copy details'],
    ],
  ],
  [
    { settingsTrouble: { kind: 'set-aside', path: 'settings.json.damaged' } },
    [
      'The settings file is damaged, so the defaults apply. The damaged file is kept as "settings.json.damaged".',
    ],
  ],
  [
    { settingsTrouble: { kind: 'unreadable', path: 'settings.json' } },
    [
      `The settings can't be read right now, so the defaults apply. Sigma leaves "settings.json" unchanged and keeps trying. If this message stays, close the program that uses the file, or check that you have permission to change it.`,
    ],
  ],
  [
    { scm: { kind: 'unavailable', error: DENIED } },
    [
      `Couldn't read the service state. ${WHY_DENIED}`,
      ...['ERROR_ACCESS_DENIED (5), StartServiceW', 'Retry', 'Copy details'],
    ],
  ],
  [
    { updates: { kind: 'available', update: { version: '2.0.0', notes: '' } } },
    ['Sigma 2.0.0 is available.', 'Show', 'Dismiss'],
  ],
  [
    { updates: { kind: 'ready', update: { version: '2.0.0', notes: '' } } },
    ['Sigma 2.0.0 is ready to install.', 'Show', 'Dismiss'],
  ],
  [{ bridge: 'simulated' }, ['Simulation: no real service is touched.']],
];

const UP_TIME_MS = (((2 * 24 + 3) * 60 + 4) * 60 + 5) * 1000;

describe('the words of the window', SIDE_BY_SIDE, () => {
  it('say how the service is in the status bar', async () => {
    const crashed = { ...STATUS, state: 'stopped' as const, win32ExitCode: 1067 };
    const refused = { ...STATUS, win32ExitCode: 5 };
    await using window = await openHandMade({ view: RUNNING });
    for (const health of HEALTH_KINDS) {
      const status = { failed: crashed, refused }[health as string] ?? STATUS;
      window.main.show({ health, scm: { kind: 'present', status } });
      const [word, sentence] = HEALTHS[health];
      await untilLines(window.statusPart('service'), [word]);
      await untilLines(window.statusPart('text'), [sentence]);
    }
    await untilLines(window.statusPart('last-message'), ['No messages yet']);
    await untilLines(window.statusPart('host'), ['PC']);
    for (const [kind, word] of [
      ['closed', 'Mailslot closed'],
      ['open', 'Mailslot open'],
    ] as const) {
      window.main.show({ mailslot: { kind } });
      await untilLines(window.statusPart('mailslot'), [word]);
    }
  });

  it('name the buttons of the toolbar and the items of the menus', async () => {
    await using window = await openHandMade({ view: RUNNING });
    const { page } = window;
    await untilLines(page.getByRole('toolbar'), [
      ...['Install service', 'Uninstall service', 'Start', 'Stop', 'Pause', 'Resume', 'Refresh'],
    ]);
    await page.locator('.window-menu-button').click();
    await untilLines(page.getByRole('menu'), [
      ...['Cascade', 'Tile horizontally', 'Tile vertically', 'Arrange minimised windows', 'Minimise all'],
      ...['Next', 'Ctrl+Tab', 'Previous', 'Ctrl+Shift+Tab', 'Close', 'Ctrl+F4', 'Reset layout'],
      ...['Messages', 'Open Service', 'Open Mailslot', 'Open System', 'Open Settings'],
      ...['Open Check Sigma', 'Open About Sigma'],
    ]);
    await window.press('Escape', 'Alt+-');
    await untilLines(page.getByRole('menu'), [
      ...['Restore', 'Move', 'Size', 'Minimise', 'Maximise', 'Close', 'Ctrl+F4', 'Next', 'Ctrl+Tab'],
    ]);
  });

  it('tell in each child window of a service that runs', async () => {
    const { host } = EXAMPLE;
    await using window = await openHandMade({
      view: { ...REGISTERED, host: { ...host, startedAt: Date.UTC(2024, 0, 1) - UP_TIME_MS } },
      messages: exampleMessages(2),
    });
    await window.page.clock.setFixedTime(Date.UTC(2024, 0, 1));
    for (const kind of OFFERED_WINDOWS.flatMap((key) => parseChildWindow(key)?.kind ?? [])) {
      if (kind !== 'messages') await window.openChild(kind);
      await untilLines(window.window(kind).locator('.content'), CONTENTS[kind]);
    }
  });

  it('tell whoever has no service what it is, and what installing it does', async () => {
    await using window = await openHandMade();
    await untilLines(window.window('service').locator('.content'), [
      ...['Not installed', 'Sigma Support Service is not installed.'],
      'SigmaSrv is a small Windows service. While it runs, it posts its status once a second. From that, Sigma shows whether the service is alive, what it is doing and why it stopped.',
      ...['Install service', 'What happens during installation'],
      String.raw`If non-administrators could change its files, they are copied to %ProgramFiles%\Sigma Service.`,
      String.raw`The service is registered to log on as NT AUTHORITY\LocalService, an account with few rights. Its startup type is Manual.`,
      'Windows will ask for approval once. Sigma itself never runs with administrator rights.',
    ]);
  });

  it('tell what became of a request', async () => {
    let outcome: Outcome = { kind: 'cancelled' };
    await using window = await openHandMade({ view: RUNNING, answers: { perform: () => outcome } });
    for (const [given, expected] of OUTCOMES) {
      outcome = given;
      await window.toolbarButton('stop').click();
      await untilLines(window.page.locator('.message-bars'), expected);
    }
  });

  it('tell what a person should know', async () => {
    const { mailslot, updates } = EXAMPLE;
    await using window = await openHandMade({ view: RUNNING });
    for (const [view, expected] of BARS) {
      window.main.show({ ...RUNNING, mailslot, updates, settingsTrouble: undefined, ...view });
      await untilLines(window.page.locator('.message-bars'), expected);
    }
  });

  it('tell what is under way, and what was left', async () => {
    await using window = await openHandMade({ view: RUNNING });
    for (const [busy, left, expected] of [
      ['stop', undefined, ['Stopping…', 'Stop waiting']],
      [undefined, 'stop', ['Still in progress: Stopping…']],
      ['uninstall', 'stop', ['Uninstalling… Queued behind: Stopping…', 'Stop waiting']],
    ] as const) {
      window.main.show({ busy, left });
      await untilLines(window.page.locator('.busy'), expected);
    }
  });
});
