import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LoginItemSettings, Settings as LoginItem } from 'electron';
import { DEFAULT_SETTINGS, type Settings } from '../../common/settings.ts';
import { followStartWithWindows, keepStartWithWindows } from '../../electron/start-with-windows.ts';

const OFF: Settings = { ...DEFAULT_SETTINGS, startWithWindows: false };
const ON: Settings = { ...OFF, startWithWindows: true };

/** @returns what Windows was told when the settings changed so */
function toldBy(settings: Settings, before: Settings, isPackaged = true): readonly LoginItem[] {
  const told: LoginItem[] = [];
  const setLoginItemSettings = (item: LoginItem): void => void told.push(item);
  followStartWithWindows({ isPackaged, setLoginItemSettings }, settings, before);
  return told;
}

/** @returns what Windows is told when Sigma starts */
function toldAtStart(settings: Settings, isKnown: boolean, isPackaged = true): readonly LoginItem[] {
  const told: LoginItem[] = [];
  keepStartWithWindows(
    {
      isPackaged,
      getLoginItemSettings: () => ({ openAtLogin: isKnown }) as LoginItemSettings,
      setLoginItemSettings: (item) => void told.push(item),
    },
    settings,
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
    assert.deepEqual(toldAtStart(ON, false), [{ openAtLogin: true, args: ['--hidden'] }]);
    assert.deepEqual(toldAtStart(ON, true), []);
    assert.deepEqual(toldAtStart(OFF, false), []);
  });

  it('is left alone where Sigma is not packaged', () => {
    assert.deepEqual(toldAtStart(ON, false, false), []);
    assert.deepEqual(toldBy(ON, OFF, false), []);
  });
});
