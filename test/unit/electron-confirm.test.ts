import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MessageBoxOptions } from 'electron';
import { ENGLISH } from '../../common/languages/english.ts';
import { GERMAN } from '../../common/languages/german.ts';
import type { ServiceProfile } from '../../common/service-profile.ts';
import { confirmInDialog } from '../../electron/confirm.ts';
import type { Confirmation } from '../../engine/jobs/elevate.ts';

const SPOOLER: ServiceProfile = {
  ...{ name: 'Spooler', displayName: 'Print Spooler', isOwn: false, owesPosts: false },
};
const STOP: Confirmation = {
  ...{ change: { task: 'stop' }, service: SPOOLER, dependents: [], isElevated: true },
};

/** @returns the dialog, and what it came to when the user chose that button */
async function asked(confirmation: Confirmation, response = 0, words = ENGLISH) {
  let shown: MessageBoxOptions | undefined;
  const { signal } = new AbortController();
  const isConfirmed = await confirmInDialog(confirmation, signal, {
    words: () => words,
    showMessageBox(options) {
      shown = options;
      return Promise.resolve({ response, checkboxChecked: false });
    },
  });
  assert.ok(shown !== undefined);
  assert.equal(shown.signal, signal, 'nobody answers what nobody waits for');
  return { ...shown, isConfirmed };
}

describe('the dialog before something is done to another service', () => {
  it('names the action, the service and its key name, and says what follows', async () => {
    const { message, detail, buttons } = await asked(STOP);
    assert.equal(message, 'Stop Print Spooler?');
    assert.match(detail ?? '', /^Key name: Spooler\n\nWindows will ask you to approve SigmaSrv\.exe/);
    assert.deepEqual(buttons, ['Cancel', 'Stop']);
  });

  it('goes ahead only if the user presses the button for that, not with Enter or Escape', async () => {
    const { defaultId, cancelId, buttons, isConfirmed } = await asked(STOP);
    assert.equal(isConfirmed, false);
    assert.deepEqual([buttons?.[defaultId ?? 1], buttons?.[cancelId ?? 1]], ['Cancel', 'Cancel']);
    assert.equal((await asked(STOP, 1)).isConfirmed, true);
  });

  it('says what else is stopped, what is lost, and what the startup type becomes', async () => {
    const dependents = [{ name: 'Fax', displayName: '@missing.dll,-1', state: 'running' } as const];
    assert.match((await asked({ ...STOP, dependents })).detail ?? '', /will be stopped first: Fax/);
    const unknown = await asked({ ...STOP, dependents: undefined });
    assert.match(unknown.detail ?? '', /Services that depend on it will be stopped first/);
    const end = await asked({ ...STOP, change: { task: 'end-process' } });
    assert.equal(end.message, 'End the process of Print Spooler?');
    assert.match(end.detail ?? '', /has not saved will be lost/);
    const change = await asked({
      ...STOP,
      change: { task: 'set-startup-type', startupType: 'delayed-auto' },
    });
    assert.equal(change.message, 'Change the startup type of Print Spooler to Automatic (Delayed Start)?');
  });

  it('promises no prompt where none follows', async () => {
    assert.doesNotMatch((await asked({ ...STOP, isElevated: false })).detail ?? '', /approve/);
  });

  it('shows a name as it is, whatever characters it has', async () => {
    const service = { ...SPOOLER, name: 'evil\u202etxt', displayName: 'Harmless?\nStop nothing' };
    const { message, detail } = await asked({ ...STOP, service });
    assert.equal(message.split('\n').length, 1);
    assert.doesNotMatch(detail ?? '', /\u202e/);
  });

  it('speaks German', async () => {
    const { message, buttons } = await asked({ ...STOP, change: { task: 'end-process' } }, 0, GERMAN);
    assert.equal(message, 'Prozess von Print Spooler abbrechen?');
    assert.deepEqual(buttons, ['Abbrechen', 'Prozess abbrechen']);
  });
});
