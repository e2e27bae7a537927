import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { versionInformation } from '../../build/version-information.ts';

const LICENSE = 'MIT License\n\nCopyright (c) 2026 Sigma contributors\n\nPermission is hereby granted';

function informationFor(version: string, license = LICENSE): ReturnType<typeof versionInformation> {
  return versionInformation({
    manifest: { productName: 'Sigma', version, author: 'Sigma contributors' },
    license,
    name: 'SigmaSrv',
    description: 'Sigma Support Service',
    comments: 'Runs on Node.js 22',
  });
}

describe('version information', () => {
  test('names the program, its publisher and its version', () => {
    assert.deepEqual(informationFor('1.2.3'), {
      numbers: [1, 2, 3],
      isPrerelease: false,
      strings: {
        CompanyName: 'Sigma contributors',
        FileDescription: 'Sigma Support Service',
        FileVersion: '1.2.3',
        InternalName: 'SigmaSrv',
        LegalCopyright: 'Copyright (c) 2026 Sigma contributors',
        OriginalFilename: 'SigmaSrv.exe',
        ProductName: 'Sigma',
        ProductVersion: '1.2.3',
        Comments: 'Runs on Node.js 22',
      },
    });
  });

  test('distinguishes a prerelease from a release', () => {
    const { numbers, isPrerelease, strings } = informationFor('1.2.3-beta.4+build-5');
    assert.deepEqual(numbers, [1, 2, 3]);
    assert.equal(isPrerelease, true);
    assert.equal(strings['FileVersion'], '1.2.3-beta.4+build-5');
    assert.equal(informationFor('1.2.3+build-5').isPrerelease, false);
  });

  test('refuses a version that does not fit into what Windows keeps', () => {
    for (const version of ['', '1.2', '1.2.x', '1.2.3.4', 'v1.2.3', '1.2.65536'])
      assert.throws(() => informationFor(version), /Windows cannot tell the version/, version);
    assert.deepEqual(informationFor('65535.0.65535').numbers, [65535, 0, 65535]);
  });

  test('refuses a licence without a copyright line', () => {
    assert.throws(() => informationFor('1.2.3', 'Permission is hereby granted'), /names no copyright holder/);
  });
});
