import assert from 'node:assert/strict';
import { test } from 'node:test';
import { installerEnvironment } from '../../engine/updates/install-update.ts';

test('an installer’s environment is the system’s, with its own folder for what it writes, and nothing of this process’s', () => {
  const system = { Path: String.raw`D:\WinNT\System32`, ProgramData: String.raw`D:\Data` };
  const person = { name: 'Ada', home: String.raw`E:\Users\Ada` };
  assert.deepEqual(installerEnvironment(system, person, String.raw`D:\Programs\Sigma Update`), {
    ...system,
    USERNAME: 'Ada',
    USERPROFILE: String.raw`E:\Users\Ada`,
    HOMEDRIVE: 'E:',
    HOMEPATH: String.raw`\Users\Ada`,
    TEMP: String.raw`D:\Programs\Sigma Update`,
    TMP: String.raw`D:\Programs\Sigma Update`,
    USERDOMAIN: '',
    LOGONSERVER: '',
    NODE_V8_COVERAGE: '',
  });
});
