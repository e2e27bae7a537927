import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { ROOT } from '../../build/paths.ts';
import { hasSystemImports } from '../../build/dependent-load-flags.ts';
import { lockedPackage } from '../../build/locked-package.ts';
import { windowsNode } from '../../build/wine.ts';
import { makeServiceExecutable } from '../../build/service-executable.ts';
import { SERVICE_DISPLAY_NAME, SERVICE_EXECUTABLE } from '../../common/product.ts';

const RT_RCDATA = 10;
const RT_MANIFEST = 24;
const CERTIFICATE_DIRECTORY = 4;
/** What koffi may name: known DLLs come from the system folder whatever lies elsewhere, node.dll is this process. */
const KNOWN_DLLS = ['kernel32.dll', 'advapi32.dll', 'ntdll.dll', 'node.dll'];

describe('SigmaSrv.exe, as it is built', () => {
  let addon: Buffer = Buffer.alloc(0);
  let image: Buffer = Buffer.alloc(0);
  let entries: NtExecutableResource['entries'] = [];

  before(async () => {
    addon = await readFile(join(await lockedPackage('@koromix/koffi-win32-x64'), 'win32_x64', 'koffi.node'));
    image = await makeServiceExecutable(addon);
    entries = NtExecutableResource.from(NtExecutable.from(image)).entries;
  });

  test('is the same, byte for byte, when it is built again, also while one for another addon is', async () => {
    const other = Buffer.concat([addon, Buffer.from([0])]);
    const [same, different] = await Promise.all([makeServiceExecutable(addon), makeServiceExecutable(other)]);
    assert.ok(image.equals(same));
    for (const [bytes, itsAddon] of [
      [same, addon],
      [different, other],
    ] as const) {
      assert.ok(bytes.includes(createHash('sha256').update(itsAddon).digest('hex')));
    }
  });

  test('has no certificates and nothing behind its sections, so that it can be signed', () => {
    const executable = NtExecutable.from(image);
    const directory = executable.newHeader.optionalHeaderDataDirectory.get(CERTIFICATE_DIRECTORY);
    assert.deepEqual(directory, { virtualAddress: 0, size: 0 });
    assert.equal(executable.getExtraData(), null);
  });

  test('has its imports looked for in the system folder alone, unlike Node', async () => {
    assert.equal(hasSystemImports(image), true);
    assert.equal(hasSystemImports(await readFile(await windowsNode())), false);
  });

  test('imports nothing by its addon that could lie beside it: Windows has known DLLs for both', () => {
    const imports = addon.toString('latin1').match(/[\w-]+\.dll/gi) ?? [];
    const names = new Set(imports.map((name) => name.toLowerCase()));
    assert.ok(names.has('kernel32.dll'));
    for (const name of names) assert.ok(KNOWN_DLLS.includes(name), name);
  });

  test('has one icon, in all sizes', () => {
    const groups = Resource.IconGroupEntry.fromEntries(entries);
    assert.deepEqual(
      groups.map(({ icons }) => icons.map(({ width }) => width || 256)),
      [[16, 20, 24, 32, 40, 48, 64, 256]],
    );
    const pictures = entries.filter(({ type }) => type === 3);
    assert.equal(pictures.length, 8, 'no picture of another icon is left');
  });

  test('has the version information of package.json', async () => {
    const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    const [version, ...others] = Resource.VersionInfo.fromEntries(entries);
    assert.ok(version);
    assert.equal(others.length, 0);
    const [language] = version.getAllLanguagesForStringValues();
    assert.ok(language);
    const strings = version.getStringValues(language);
    assert.equal(strings['ProductName'], 'Sigma');
    assert.equal(strings['FileDescription'], SERVICE_DISPLAY_NAME);
    assert.equal(strings['OriginalFilename'], SERVICE_EXECUTABLE);
    assert.equal(strings['FileVersion'], manifest.version);
    const [major = 0, minor = 0] = manifest.version.split('.').map(Number);
    assert.equal(version.fixedInfo.fileVersionMS, major * 0x10000 + minor);
    assert.doesNotMatch(JSON.stringify(strings), /node\.exe/);
  });

  test("carries its script, and the manifest of Node's own executable", () => {
    const script = entries.find(({ type, id }) => type === RT_RCDATA && id === 'NODE_SEA_BLOB');
    assert.ok(script);
    assert.match(Buffer.from(script.bin).toString('latin1'), /StartServiceCtrlDispatcherW/);
    assert.ok(
      !Buffer.from(script.bin).includes(ROOT),
      'the script does not name the folder that it was built in',
    );
    assert.ok(entries.some(({ type }) => type === RT_MANIFEST));
  });
});
