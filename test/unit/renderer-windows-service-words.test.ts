import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ENGLISH } from '../../common/languages/english.ts';
import { GERMAN } from '../../common/languages/german.ts';
import { speechFor } from '../../common/languages/languages.ts';
import type { ConfigurationView } from '../../common/service-configuration.ts';
import {
  durationText,
  failureActionsText,
  lastExitText,
  lastFailureText,
  progressText,
  startTypeText,
  upTimeText,
} from '../../renderer/windows/service/service-words.ts';

const CONFIGURATION: ConfigurationView = {
  displayName: 'Sigma Support Service',
  imagePath: '"C:\\SigmaSrv.exe"',
  startType: 'auto',
  account: 'LocalSystem',
};
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const DURATIONS: readonly (readonly [number, string])[] = [
  [0, '0 s'],
  [250, '250 ms'],
  [1_000, '1 s'],
  [1_500, '1500 ms'],
  [90_000, '90 s'],
  [10 * MINUTE_MS, '10 min'],
  [2 * HOUR_MS, '2 h'],
  [DAY_MS, '1 day'],
  [3 * DAY_MS, '3 days'],
];
for (const [durationMs, text] of DURATIONS) {
  test(`${String(durationMs)} ms are ${text}`, () => {
    assert.equal(durationText(ENGLISH, durationMs), text);
  });
}

test('an uptime has days, hours, minutes and seconds', () => {
  assert.equal(upTimeText(ENGLISH, 0), '0:00:00');
  assert.equal(upTimeText(ENGLISH, 3 * HOUR_MS + 4 * MINUTE_MS + 5_999), '3:04:05');
  assert.equal(upTimeText(ENGLISH, 2 * DAY_MS + 59_000), '2 days, 0:00:59');
  assert.equal(upTimeText(ENGLISH, -5_000), '0:00:00', 'by a clock that is behind');
});

test('an up time loses no second', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 * 24 * 60 * 60 }), (seconds) => {
      const text = upTimeText(ENGLISH, seconds * 1000);
      const [, days = '0', hours, minutes, rest] = /^(?:(\d+) days?, )?(\d+):(\d\d):(\d\d)$/.exec(text) ?? [];
      const told = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(rest);
      assert.equal(told, seconds);
    }),
  );
});

test('the delayed start is shown for an automatic start only', () => {
  const delayed = { ...CONFIGURATION, delayedAutoStart: true };
  assert.equal(startTypeText(ENGLISH, CONFIGURATION), 'Automatic');
  assert.equal(startTypeText(ENGLISH, delayed), 'Automatic (Delayed Start)');
  assert.equal(startTypeText(ENGLISH, { ...delayed, startType: 'demand' }), 'Manual');
});

test('failure actions are described in words', () => {
  const sigma = {
    ...CONFIGURATION,
    failureActions: {
      resetPeriodMs: DAY_MS,
      actions: [3_000, 30_000, 10 * MINUTE_MS].map((delayMs) => ({ type: 'restart' as const, delayMs })),
    },
    failureActionsOnNonCrash: true,
  };
  assert.equal(
    failureActionsText(ENGLISH, sigma),
    'Restart the service after 3 s, 30 s, 10 min; reset fail count after 1 day; also when it exits with an error',
  );
  assert.equal(
    failureActionsText(GERMAN, sigma),
    'Dienst nach 3 s, 30 s, 10 min neu starten; Fehlerzähler nach 1 Tag zurücksetzen; auch bei Beendigung mit einem Fehler',
  );
  const actions = [
    { type: 'restart', delayMs: 0 },
    { type: 'run-command', delayMs: 1_000 },
    { type: 'reboot', delayMs: MINUTE_MS },
    { type: 'none', delayMs: 0 },
    { type: 'own-restart', delayMs: 2_000 },
    { type: 7, delayMs: 3_000 },
  ] as const;
  const mixed = { ...CONFIGURATION, failureActions: { resetPeriodMs: undefined, actions: [...actions] } };
  assert.equal(
    failureActionsText(ENGLISH, mixed),
    'Restart the service after 0 s; run a program after 1 s; restart the computer after 1 min; take no action; ' +
      'restart the service in its own process after 2 s; Windows action 7 after 3 s; never reset fail count',
  );
});

test('a service without failure actions has none, and one that cannot be queried shows nothing', () => {
  const none = { ...CONFIGURATION, failureActions: { resetPeriodMs: 0, actions: [] } };
  assert.equal(failureActionsText(ENGLISH, none), 'Take no action');
  assert.equal(failureActionsText(ENGLISH, CONFIGURATION), undefined);
});

test('the last failure has its time, and what happened', () => {
  const at = new Date(2026, 10, 26, 14, 3, 5).getTime();
  const ended = { kind: 'ended', number: 1, at, win32ExitCode: 1066, serviceSpecificExitCode: 42 } as const;
  assert.match(
    lastFailureText({ ...speechFor('en', ['en-GB']), words: ENGLISH }, ended),
    /14:03:05: .*\(1066\)\. .*42\.$/,
  );
  const replaced = lastFailureText(
    { ...speechFor('de', ['de-DE']), words: GERMAN },
    { kind: 'replaced', number: 2, at },
  );
  assert.match(replaced, /26\. November 2026 um 14:03:05: .*ein neuer wird ausgeführt/);
});

test('the last exit code of a service that has ended is shown with its name', () => {
  const stopped = { state: 'stopped', acceptedControls: [], checkPoint: 0, waitHintMs: 0 } as const;
  const status = { ...stopped, acceptedControls: [], win32ExitCode: 0 };
  assert.equal(lastExitText(ENGLISH, status), 'No error (0)');
  assert.match(
    lastExitText(ENGLISH, { ...status, win32ExitCode: 1067 }) ?? '',
    /ERROR_PROCESS_ABORTED \(1067\)$/,
  );
  const own = { ...status, win32ExitCode: 1066, serviceSpecificExitCode: 7 };
  assert.match(lastExitText(ENGLISH, own) ?? '', /\(1066\)\. Service-specific error: 7\.$/);
  assert.equal(lastExitText(ENGLISH, { ...status, state: 'running' }), undefined);
});

test('a pending state has its step, and how long Windows waits for the next', () => {
  const progress = { since: 0, checkPoint: 3, waitHintMs: 19_500 };
  assert.equal(progressText(ENGLISH, 'start-pending', progress), 'Starting: step 3, may take up to 20 s');
  assert.equal(progressText(ENGLISH, 'running', progress), undefined);
});
