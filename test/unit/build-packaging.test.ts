import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readArchivedText, readArchiveHeader } from '../../build/packaging/asar-archive.ts';
import { packagingConfiguration } from '../../build/packaging/configuration.ts';
import { FUSE_NAMES, FUSE_SENTINEL, readFuses } from '../../build/packaging/fuses.ts';
import { readProduct } from '../../build/packaging/product.ts';
import { ROOT } from '../../build/paths.ts';
import { APP_ID, TOAST_ACTIVATOR_CLSID } from '../../common/product.ts';

function executable(wire: string, version = 1): Buffer {
  const header = Buffer.from([version, wire.length]);
  return Buffer.concat([Buffer.from(`code${FUSE_SENTINEL}`), header, Buffer.from(`${wire}11111111`)]);
}

describe('the fuses of an executable', () => {
  test('are read in their order', () => {
    const states = readFuses(executable('01r10101'));
    assert.deepEqual(
      FUSE_NAMES.map((name) => states[name]),
      [false, true, undefined, true, false, true, false, true],
    );
  });

  test('that it does not have are not on', () => {
    const { runAsNode, grantFileProtocolExtraPrivileges } = readFuses(executable('1'));
    assert.deepEqual([runAsNode, grantFileProtocolExtraPrivileges], [true, undefined]);
  });

  test('are not guessed', () => {
    assert.throws(() => readFuses(Buffer.from('no Electron')), /has no fuses/);
    assert.throws(() => readFuses(executable('00000000', 2)), /version 2/);
  });
});

test('an archive is read: its files, their text, and the hash of its header', () => {
  const tree = {
    files: {
      'main.js': { size: 4, offset: '0' },
      a: { files: { 'b.node': { size: 2, unpacked: true }, 'c.json': { size: 2, offset: '4' } } },
    },
  };
  const text = Buffer.from(JSON.stringify(tree));
  const archive = Buffer.concat([Buffer.alloc(16), text, Buffer.from('main{}')]);
  archive.writeUInt32LE(text.length + 8, 4);
  archive.writeUInt32LE(text.length, 12);
  const { files, sha256 } = readArchiveHeader(archive);
  assert.deepEqual(
    files.map(({ path, isUnpacked }) => [path, isUnpacked]),
    [
      ['main.js', false],
      ['a/b.node', true],
      ['a/c.json', false],
    ],
  );
  assert.match(sha256, /^[\da-f]{64}$/);
  assert.equal(readArchivedText(archive, 'main.js'), 'main');
  assert.equal(readArchivedText(archive, 'a/c.json'), '{}');
  assert.equal(readArchivedText(archive, 'nowhere'), undefined);
});

describe('what electron-builder is told', () => {
  const places = {
    appFolder: 'app',
    serviceFolder: 'service',
    output: 'out',
    electronFolders: undefined,
    updateAddress: undefined,
  };
  const steps = {
    onBegin: () => Promise.resolve(),
    onElectron: () => undefined,
    onInstaller: () => undefined,
  };

  test('has the name by which the running Sigma shows its notifications', async () => {
    const { appId } = packagingConfiguration(await readProduct(), places, steps);
    assert.equal(appId, APP_ID);
  });

  test('has the uninstaller remove the class that the running Sigma gives its notifications', async () => {
    const script = await readFile(join(ROOT, 'build', 'packaging', 'uninstaller-steps.nsh'), 'utf8');
    assert.equal(/^!define TOAST_ACTIVATOR "(.*)"$/m.exec(script)?.[1], TOAST_ACTIVATOR_CLSID);
  });

  test('names where updates come from only where that is known', async () => {
    const product = await readProduct();
    assert.equal(packagingConfiguration(product, places, steps).publish, null);
    const updateAddress = 'https://updates.example/';
    assert.deepEqual(packagingConfiguration(product, { ...places, updateAddress }, steps).publish, {
      provider: 'generic',
      url: updateAddress,
    });
  });
});
