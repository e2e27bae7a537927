import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { createPackageWithOptions } from '@electron/asar';
import { SENTINEL } from '@electron/fuses/dist/constants.js';
import { readArchivedText, readArchiveHeader } from '../../build/packaging/asar-archive.ts';
import { packagingConfiguration } from '../../build/packaging/configuration.ts';
import { FUSE_NAMES, readFuses } from '../../build/packaging/fuses.ts';
import { readProduct } from '../../build/packaging/product.ts';
import { ROOT } from '../../build/paths.ts';
import {
  APP_ID,
  SERVICE_ADDON,
  SERVICE_DISPLAY_NAME,
  SERVICE_EXECUTABLE,
  SERVICE_NAME,
  TOAST_ACTIVATOR_CLSID,
} from '../../common/product.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sigma-packaging-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the fuses of an executable', () => {
  async function fusesOf(content: Buffer): ReturnType<typeof readFuses> {
    const executable = join(folder, 'Sigma.exe');
    await writeFile(executable, content);
    return readFuses(executable);
  }

  function withFuses(wire: string, version = 1): Buffer {
    const header = Buffer.from([version, wire.length]);
    return Buffer.concat([Buffer.from(`code${SENTINEL}`), header, Buffer.from(`${wire}11111111`)]);
  }

  test('are read in their order', async () => {
    const states = await fusesOf(withFuses('01r10101'));
    assert.deepEqual(
      FUSE_NAMES.map((name) => states[name]),
      [false, true, undefined, true, false, true, false, true],
    );
  });

  test('that it does not have are not on', async () => {
    const { runAsNode, grantFileProtocolExtraPrivileges } = await fusesOf(withFuses('1'));
    assert.deepEqual([runAsNode, grantFileProtocolExtraPrivileges], [true, undefined]);
  });

  test('are not guessed', async () => {
    await assert.rejects(fusesOf(Buffer.from('no Electron')), /Could not find sentinel/);
    await assert.rejects(fusesOf(withFuses('00000000', 2)), /version 2/);
  });
});

describe('an archive', () => {
  let archive = '';

  beforeEach(async () => {
    archive = join(folder, 'app.asar');
    await pack({ 'main.js': 'main', 'a/b.node': 'b', 'a/inner/c.json': '{}' });
  });

  async function pack(files: Readonly<Record<string, string>>): Promise<void> {
    const source = join(folder, 'source');
    await rm(source, { recursive: true, force: true });
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(source, file)), { recursive: true });
      await writeFile(join(source, file), text);
    }
    await createPackageWithOptions(source, archive, { unpack: '*.node' });
  }

  test('is read: its files, which of them lie beside it, and their text', () => {
    const { files } = readArchiveHeader(archive);
    assert.deepEqual(Object.fromEntries(files.map(({ path, isUnpacked }) => [path, isUnpacked])), {
      'main.js': false,
      'a/b.node': true,
      'a/inner/c.json': false,
    });
    assert.equal(readArchivedText(archive, 'main.js'), 'main');
    assert.equal(readArchivedText(archive, 'a/inner/c.json'), '{}');
    assert.equal(readArchivedText(archive, 'nowhere'), undefined);
  });

  test('is told by the hash of its header, where it stands behind its length in the file', async () => {
    const bytes = await readFile(archive);
    const header = bytes.subarray(16, 16 + bytes.readUInt32LE(12));
    assert.equal(readArchiveHeader(archive).sha256, createHash('sha256').update(header).digest('hex'));
  });

  test('is read again once it has changed', async () => {
    assert.equal(readArchivedText(archive, 'main.js'), 'main');
    const { sha256 } = readArchiveHeader(archive);
    await pack({ 'a.js': 'before', 'main.js': 'other' });
    assert.equal(readArchivedText(archive, 'main.js'), 'other');
    assert.notEqual(readArchiveHeader(archive).sha256, sha256);
  });
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

  function script(name: string): Promise<string> {
    return readFile(join(ROOT, 'build', 'packaging', name), 'utf8');
  }

  test('has the uninstaller remove the class that the running Sigma gives its notifications', async () => {
    const steps = await script('uninstaller-steps.nsh');
    assert.equal(/^!define TOAST_ACTIVATOR "(.*)"$/m.exec(steps)?.[1], TOAST_ACTIVATOR_CLSID);
  });

  test('has the installer name the service and its files as the product does', async () => {
    const service = await script('service.nsh');
    const defined = (name: string) => new RegExp(`^!define ${name} "(.*)"$`, 'm').exec(service)?.[1];
    assert.equal(defined('SERVICE_NAME'), SERVICE_NAME);
    for (const name of ['SERVICE_EXECUTABLE', 'SERVICE_COPY', 'SERVICE_FORMER_COPY'])
      assert.equal(defined(name)?.split('\\').at(-1), SERVICE_EXECUTABLE, name);
    assert.match(
      await script('installer-words.nsh'),
      new RegExp(`words serviceTitle "${SERVICE_DISPLAY_NAME}" "${SERVICE_DISPLAY_NAME}"`),
    );
    const checked = (await script('safe-folder.nsh')).matchAll(
      /RefuseIfOpen "\$R4\\resources\\service\\(.*?)"/g,
    );
    assert.deepEqual(
      [...checked].map(([, name]) => name),
      [SERVICE_EXECUTABLE, SERVICE_ADDON],
    );
  });

  test('names where updates come from only if that is known', async () => {
    const product = await readProduct();
    assert.equal(packagingConfiguration(product, places, steps).publish, null);
    const updateAddress = 'https://updates.example/';
    assert.deepEqual(packagingConfiguration(product, { ...places, updateAddress }, steps).publish, {
      provider: 'generic',
      url: updateAddress,
    });
  });
});
