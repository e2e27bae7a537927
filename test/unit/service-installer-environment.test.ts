import assert from 'node:assert/strict';
import { test } from 'node:test';
import { installerEnvironment } from '../../service/installer-environment.ts';

test('an installer’s environment is made up of the system’s folders, wherever they are', () => {
  const environment = installerEnvironment(String.raw`D:\WinNT`, String.raw`D:\Programs\Sigma Update`);
  assert.equal(environment['SystemDrive'], 'D:');
  assert.equal(environment['ComSpec'], String.raw`D:\WinNT\System32\cmd.exe`);
  for (const folder of (environment['PATH'] ?? '').split(';')) assert.match(folder, /^D:\\WinNT(\\|$)/);
  assert.equal(environment['TEMP'], String.raw`D:\Programs\Sigma Update`);
});
