import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { OFFERED_WINDOWS, OWN_SERVICE_WINDOW } from '../../common/child-windows.ts';
import { REQUESTS } from '../../common/ipc.ts';
import { windowsReport } from '../../renderer/state/connect-desktop.ts';
import { reduce } from '../../renderer/mdi/reducer.ts';
import { initialState } from '../../renderer/mdi/state.ts';
import { after, KEYED_REGISTRY } from './renderer-mdi-subject.ts';

test('the menus list several windows of a kind, each by its key', () => {
  const opened = [OWN_SERVICE_WINDOW, 'service:Spooler'].reduce(
    (state, id) => reduce(KEYED_REGISTRY, state, { type: 'open', id }),
    initialState(KEYED_REGISTRY),
  );
  const report = windowsReport(opened);
  const open = ['messages', OWN_SERVICE_WINDOW, 'service:Spooler'];
  assert.deepEqual(report.windows, [
    ...open.map((key) => ({ key, isOpen: true })),
    ...OFFERED_WINDOWS.filter((key) => !open.includes(key)).map((key) => ({ key, isOpen: false })),
  ]);
  assert.equal(report.active, 'service:Spooler');
  assert.deepEqual(v.parse(REQUESTS.reportWindows.argument, report), report);
});

test('as many windows as there can be are a report that main takes', () => {
  const keys = Array.from({ length: 200 }, (_, index) => `service:${index}`);
  const state = keys.reduce(
    (before, id) => reduce(KEYED_REGISTRY, before, { type: 'open', id }),
    initialState(KEYED_REGISTRY),
  );
  assert.ok(v.is(REQUESTS.reportWindows.argument, windowsReport(state)));
});

test('an invalid window key is not listed', () => {
  assert.deepEqual(windowsReport(after()).windows, []);
  assert.equal(windowsReport(after()).active, undefined);
});
