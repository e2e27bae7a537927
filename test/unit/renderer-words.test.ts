import type { MessageRow, ServiceView } from '../../common/view.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENGLISH } from '../../common/languages/english.ts';
import { GERMAN } from '../../common/languages/german.ts';
import { messageText, statusText } from '../../common/status-text.ts';
import { clockTime, fullTime, timeAgo } from '../../renderer/time-words.ts';
import { rovingIndex } from '../../renderer/toolbar/roving-index.ts';
import { emptyListHint, errorText, listNote, serviceDetail } from '../../renderer/words.ts';
import { EXAMPLE } from './example-view.ts';

test('the time of a message is local, with milliseconds', () => {
  assert.equal(clockTime(new Date(2026, 0, 2, 3, 4, 5, 6).getTime()), '03:04:05.006');
});

test('the full date has the user’s own format, in figures if the window is in another language', () => {
  const time = new Date(2026, 10, 7, 14, 3, 5).getTime();
  for (const [language, regionalFormat, text] of [
    ['en', 'en-GB', /^Saturday,? 7 November 2026 at 14:03:05$/],
    ['en', 'en-US', /^Saturday, November 7, 2026 at 2:03:05\sPM$/],
    ['de', 'de-AT', /^Samstag, 7. November 2026 um 14:03:05$/],
    ['en', 'fr-FR', /^07\/11\/2026 14:03:05$/],
    ['en', 'ja-JP', /^2026\/11\/07 14:03:05$/],
    ['de', 'en-GB', /^07\/11\/2026, 14:03:05$/],
  ] as const) {
    assert.match(fullTime({ language, regionalFormat }, time), text);
  }
});

test('a changed time zone changes the time of day and the whole date alike', (context) => {
  const before = process.env['TZ'];
  context.after(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });
  const speech = { language: 'en', regionalFormat: 'en-GB' } as const;
  const time = Date.UTC(2026, 10, 7, 23, 30);
  for (const [zone, clock, day] of [
    ['UTC', '23:30', '7 November'],
    ['Asia/Tokyo', '08:30', '8 November'],
    ['America/New_York', '18:30', '7 November'],
  ] as const) {
    process.env['TZ'] = zone;
    assert.equal(clockTime(time), `${clock}:00.000`);
    assert.match(fullTime(speech, time), new RegExp(`${day} 2026 at ${clock}:00$`));
  }
});

test('an invisible message says so', () => {
  const shown = (text: string) => messageText(ENGLISH, { text } as MessageRow);
  assert.equal(shown(''), ENGLISH.messages.empty);
  for (const blank of [' ', '\u00a0\u2003', '\u3164', '\u2800 \ufe0f']) {
    assert.equal(shown(blank), ENGLISH.messages.blank, JSON.stringify(blank));
  }
  for (const seen of [' a ', '\u240a', '\ufffd', '.']) assert.equal(shown(seen), seen);
});

test('the age of the last message has one unit, and is never negative', () => {
  const ages = [-500, 0, 999, 1000, 59_999, 60_000, 3_599_999, 3_600_000, 86_400_000];
  assert.deepEqual(
    ages.map((age) => timeAgo(ENGLISH, 10_000, 10_000 + age)),
    [
      '0 s ago',
      '0 s ago',
      '0 s ago',
      '1 s ago',
      '59 s ago',
      '1 min ago',
      '59 min ago',
      '1 h ago',
      '1 day ago',
    ],
  );
});

test('an empty list names the first step', () => {
  assert.match(
    emptyListHint(ENGLISH, 'open', { ...EXAMPLE, health: 'not-installed' }),
    /Choose Install service, then Start/,
  );
  assert.match(emptyListHint(ENGLISH, 'open', { ...EXAMPLE, health: 'stopped' }), /Start it to see/);
  assert.match(emptyListHint(ENGLISH, 'open', { ...EXAMPLE, health: 'failed' }), /Start it to see/);
  assert.match(emptyListHint(ENGLISH, 'taken', { ...EXAMPLE, health: 'not-installed' }), /mailslot/);
});

test('the note above the list says what is left out, and is absent otherwise', () => {
  const none = { matches: undefined, heldBack: undefined, forgotten: 0, dropped: 0, malformed: 0 };
  assert.equal(listNote(ENGLISH, 'en', none), undefined);
  assert.equal(
    listNote(ENGLISH, 'en', { ...none, forgotten: 1200, malformed: 3 }),
    '1,200 older discarded, 3 malformed',
  );
  assert.equal(
    listNote(ENGLISH, 'en', { ...none, matches: { shown: 0, all: 1200 }, heldBack: 0, dropped: 1 }),
    'Paused, 0 new, 0 of 1,200 shown, 1 dropped (too many at once)',
  );
});

test('the reason why a service stopped has the name of the code', () => {
  const status = {
    state: 'stopped' as const,
    acceptedControls: [],
    win32ExitCode: 1067,
    checkPoint: 0,
    waitHintMs: 0,
  };
  assert.match(
    serviceDetail(ENGLISH, { ...EXAMPLE, health: 'failed', scm: { kind: 'present', status } }),
    /unexpectedly.*ERROR_PROCESS_ABORTED \(1067\)$/,
  );
  const ownError = { ...status, win32ExitCode: 1066, serviceSpecificExitCode: 7 };
  assert.match(
    statusText(ENGLISH, {
      ...EXAMPLE,
      health: 'failed',
      scm: { kind: 'present', status: ownError },
    }),
    /with an error\..*ERROR_SERVICE_SPECIFIC_ERROR \(1066\)\. Service-specific error: 7\./,
  );
  assert.doesNotMatch(
    serviceDetail(ENGLISH, {
      ...EXAMPLE,
      health: 'stopped',
      scm: { kind: 'present', status: { ...status, win32ExitCode: 0 } },
    }),
    /ERROR/,
  );
});

test('copied details hold the title, explanation, next step, name, code and function', () => {
  const error = {
    api: 'StartServiceW',
    code: 5,
  };
  assert.equal(
    errorText(ENGLISH, 'Not started.', error),
    `Not started.\n${ENGLISH.codes[5].join('\n')}\nERROR_ACCESS_DENIED (5), StartServiceW`,
  );
  assert.equal(
    errorText(ENGLISH, 'Not written.', error, 'Choose another folder.'),
    `Not written.\n${ENGLISH.codes[5][0]}\nChoose another folder.\nERROR_ACCESS_DENIED (5), StartServiceW`,
  );
  assert.match(errorText(ENGLISH, 'x', { ...error, code: 4711 }), /\nWin32 error 4711, StartServiceW$/);
});

test('arrow keys go round the toolbar, Home and End to its ends, other keys nowhere', () => {
  assert.equal(rovingIndex('ArrowRight', 4, 5), 0);
  assert.equal(rovingIndex('ArrowLeft', 0, 5), 4);
  assert.equal(rovingIndex('Home', 3, 5), 0);
  assert.equal(rovingIndex('End', 0, 5), 4);
  assert.equal(rovingIndex('Tab', 0, 5), undefined);
});

test('the status text is the newer of the latest message and what has happened to the service', () => {
  const latest = {
    id: 1,
    arrivedAt: 5_000,
    text: 'is running, up 0:00:05',
    size: 46,
    pid: 8,
    malformed: false,
  };
  const senders = { processIds: [8], judgedUpTo: 9 };
  const status = {
    state: 'stopped' as const,
    acceptedControls: [],
    win32ExitCode: 1067,
    checkPoint: 0,
    waitHintMs: 0,
  };
  const killed: ServiceView = {
    ...EXAMPLE,
    health: 'failed',
    healthAfterMessage: 1,
    scm: { kind: 'present', status },
    latest,
    senders,
  };
  assert.equal(
    statusText(ENGLISH, { ...EXAMPLE, health: 'healthy', healthAfterMessage: 1, latest, senders }),
    latest.text,
  );
  assert.match(statusText(ENGLISH, killed), /with an error\..*unexpectedly.*ERROR_PROCESS_ABORTED \(1067\)/);
  // What it said before it ended arrives late; why it ended says more.
  assert.match(statusText(ENGLISH, { ...killed, latest: { ...latest, id: 2 } }), /with an error\./);
  assert.equal(
    statusText(ENGLISH, { ...killed, health: 'starting', latest: { ...latest, id: 2 } }),
    latest.text,
  );
  const neverStarted = { ...status, win32ExitCode: 1077 };
  assert.doesNotMatch(
    statusText(ENGLISH, { ...killed, health: 'stopped', scm: { kind: 'present', status: neverStarted } }),
    /\d/,
  );
  assert.match(statusText(ENGLISH, EXAMPLE), /not installed/);
  assert.equal(
    statusText(ENGLISH, { ...EXAMPLE, senders, latest: { ...latest, text: '' } }),
    '(empty message)',
  );
});

test('the status text names its sender if that is not the service, whatever the service does', () => {
  const latest = { id: 5, arrivedAt: 5_000, text: 'is running', size: 46, pid: 9, malformed: false };
  const senders = { processIds: [8], judgedUpTo: 5 };
  for (const health of ['healthy', 'silent', 'late', 'stopped', 'failed'] as const) {
    const view = { ...EXAMPLE, health, senders };
    assert.equal(statusText(ENGLISH, { ...view, latest }), 'Another program says: is running');
    const withoutProcess = { ...latest, pid: undefined };
    assert.equal(
      statusText(ENGLISH, { ...view, latest: withoutProcess }),
      'Another program says: is running',
    );
    assert.equal(statusText(GERMAN, { ...view, latest }), 'Ein anderes Programm meldet: is running');
  }
  // The SCM was not asked yet whose process that is.
  const unjudged = {
    ...EXAMPLE,
    health: 'starting' as const,
    senders: { processIds: [], judgedUpTo: 4 },
    latest,
  };
  assert.equal(statusText(ENGLISH, unjudged), 'is running');
});
