import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readArchiveHeader } from '../../build/packaging/asar-archive.ts';
import { packagingConfiguration } from '../../build/packaging/configuration.ts';
import { FUSE_NAMES, FUSE_SENTINEL, readFuses } from '../../build/packaging/fuses.ts';
import { readProduct } from '../../build/packaging/product.ts';
import { APP_ID } from '../../electron/app-id.ts';

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

test('the header of an archive tells its files and has a hash', () => {
  const tree = {
    files: { 'main.js': { size: 1, offset: '0' }, a: { files: { 'b.node': { size: 2, unpacked: true } } } },
  };
  const text = Buffer.from(JSON.stringify(tree));
  const archive = Buffer.concat([Buffer.alloc(16), text, Buffer.from('the files')]);
  archive.writeUInt32LE(text.length, 12);
  const { files, sha256 } = readArchiveHeader(archive);
  assert.deepEqual(files, [
    { path: 'main.js', isUnpacked: false },
    { path: 'a/b.node', isUnpacked: true },
  ]);
  assert.match(sha256, /^[\da-f]{64}$/);
});

describe('what electron-builder is told', () => {
  const places = { appFolder: 'app', output: 'out', electronFolders: undefined, updateAddress: undefined };
  const progress = { onElectron: () => undefined, onInstaller: () => undefined };

  test('has the name by which the running Sigma shows its notifications', async () => {
    const { appId } = packagingConfiguration(await readProduct(), places, progress);
    assert.equal(appId, APP_ID);
  });

  test('names where updates come from only where that is known', async () => {
    const product = await readProduct();
    assert.equal(packagingConfiguration(product, places, progress).publish, null);
    const updateAddress = 'https://updates.example/';
    assert.deepEqual(packagingConfiguration(product, { ...places, updateAddress }, progress).publish, {
      provider: 'generic',
      url: updateAddress,
    });
  });
});
