import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LoginItemSettings, Settings as LoginItem } from 'electron';
import { DEFAULT_SETTINGS, type Settings } from '../../common/settings.ts';
import { followStartWithWindows, keepStartWithWindows } from '../../electron/app-in-windows.ts';

const OFF: Settings = { ...DEFAULT_SETTINGS, startWithWindows: false };
const ON: Settings = { ...OFF, startWithWindows: true };

/** @returns what Windows was told when the settings changed this way */
function toldBy(settings: Settings, before: Settings, isPackaged = true): readonly LoginItem[] {
  const told: LoginItem[] = [];
  const setLoginItemSettings = (item: LoginItem): void => void told.push(item);
  followStartWithWindows({ isPackaged, setLoginItemSettings }, settings, before);
  return told;
}

interface Start {
  /** Whether Windows has an entry for exactly this Sigma. */
  readonly isKnown: boolean;
  readonly isPackaged?: boolean;
  /** The names of the startup apps that the user has switched off. */
  readonly switchedOff?: readonly string[];
}

/** @returns what Windows is told when Sigma starts */
function toldAtStart(
  settings: Settings,
  { isKnown, isPackaged = true, switchedOff = [] }: Start,
): readonly LoginItem[] {
  const told: LoginItem[] = [];
  keepStartWithWindows(
    {
      isPackaged,
      getLoginItemSettings: () => ({ openAtLogin: isKnown }) as LoginItemSettings,
      setLoginItemSettings: (item) => void told.push(item),
    },
    settings,
    (name) => switchedOff.includes(name),
  );
  return told;
}

describe('the start with Windows', () => {
  it('is switched on, unseen, and off with its setting', () => {
    assert.deepEqual(toldBy(ON, OFF), [{ openAtLogin: true, args: ['--hidden'] }]);
    assert.deepEqual(toldBy(OFF, ON), [{ openAtLogin: false, args: ['--hidden'] }]);
  });

  it('stays as the person has it in Windows when another setting changes', () => {
    assert.deepEqual(toldBy({ ...ON, theme: 'dark' }, ON), []);
    assert.deepEqual(toldBy({ ...OFF, theme: 'dark' }, OFF), []);
  });

  it('comes back with an installation that Windows does not know yet', () => {
    assert.deepEqual(toldAtStart(ON, { isKnown: false }), [
      { openAtLogin: true, enabled: true, args: ['--hidden'] },
    ]);
    assert.deepEqual(toldAtStart(ON, { isKnown: true }), []);
    assert.deepEqual(toldAtStart(OFF, { isKnown: false }), []);
  });

  it('stays off in another folder if the person has switched it off in Windows', () => {
    assert.deepEqual(toldAtStart(ON, { isKnown: false, switchedOff: ['Sigma'] }), [
      { openAtLogin: true, enabled: false, args: ['--hidden'] },
    ]);
    assert.deepEqual(toldAtStart(ON, { isKnown: false, switchedOff: ['Another'] })[0]?.enabled, true);
  });

  it('is left alone if Sigma is not packaged', () => {
    assert.deepEqual(toldAtStart(ON, { isKnown: false, isPackaged: false }), []);
    assert.deepEqual(toldBy(ON, OFF, false), []);
  });
});
