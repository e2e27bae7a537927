import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { executableOf } from '../../native-bridge/registration/installed.ts';
import { chooseFolder, partsOf } from '../../native-bridge/registration/location.ts';
import { SimulatedServiceFiles } from '../../native-bridge/simulated/service-files.ts';
import { DOWNLOADED, INSTALLED } from './registration-subject.ts';

describe('the parts of a path that decide what runs', () => {
  it('are the file, its folder and every folder above, up to the drive', () => {
    assert.deepEqual(partsOf(String.raw`C:\Program Files\Sigma\SigmaSrv.exe`), [
      { path: String.raw`C:\Program Files\Sigma\SigmaSrv.exe`, role: 'file' },
      { path: String.raw`C:\Program Files\Sigma`, role: 'folder' },
      { path: String.raw`C:\Program Files`, role: 'ancestor' },
      { path: 'C:\\', role: 'ancestor' },
    ]);
  });

  it('are no more than file and folder in the root of a drive', () => {
    assert.deepEqual(partsOf(String.raw`D:\SigmaSrv.exe`), [
      { path: String.raw`D:\SigmaSrv.exe`, role: 'file' },
      { path: 'D:\\', role: 'folder' },
    ]);
  });

  it('end at the share of a network path', () => {
    assert.deepEqual(
      partsOf(String.raw`\\server\share\tools\SigmaSrv.exe`).map(({ path }) => path),
      [
        String.raw`\\server\share\tools\SigmaSrv.exe`,
        String.raw`\\server\share\tools`,
        '\\\\server\\share\\',
      ],
    );
  });
});

describe('the folder to run from', () => {
  it('is its own where only administrators can change it', async () => {
    assert.equal(
      await chooseFolder(new SimulatedServiceFiles(), INSTALLED),
      String.raw`C:\Program Files\Sigma`,
    );
  });

  it('is the program folder where its user can', async () => {
    const files = new SimulatedServiceFiles();
    assert.equal(await chooseFolder(files, DOWNLOADED), files.programFolder);
  });

  it('is the program folder also where somebody can only rename a folder further up', async () => {
    const files = new SimulatedServiceFiles();
    await files.createFolder(String.raw`C:\Program Files\Tools`, 'D:(A;;FA;;;BA)(A;;SD;;;BU)');
    const deep = String.raw`C:\Program Files\Tools\Sigma\bin\SigmaSrv.exe`;
    assert.equal(await chooseFolder(files, deep), files.programFolder);
  });
});

describe('the executable of an image path', () => {
  const table = [
    [String.raw`"C:\Program Files\Sigma\SigmaSrv.exe"`, INSTALLED],
    [String.raw`"C:\Program Files\Sigma\SigmaSrv.exe" /service "a b.exe"`, INSTALLED],
    [String.raw`  "C:\Program Files\Sigma\SigmaSrv.exe"  `, INSTALLED],
    [String.raw`C:\Program Files\Sigma\SigmaSrv.exe`, INSTALLED],
    [String.raw`C:\Program Files\Sigma\SigmaSrv.exe /service`, INSTALLED],
    [String.raw`C:\Tools.exe.d\SigmaSrv.EXE -k`, String.raw`C:\Tools.exe.d\SigmaSrv.EXE`],
    [String.raw`%SystemRoot%\System32\svchost.exe -k netsvcs`, String.raw`%SystemRoot%\System32\svchost.exe`],
    [String.raw`C:\Tools\SigmaSrv`, String.raw`C:\Tools\SigmaSrv.exe`],
    [String.raw`"\\?\C:\Program Files\Sigma\SigmaSrv.exe"`, INSTALLED],
    [String.raw`\\.\C:\Program Files\Sigma\SigmaSrv.exe /service`, INSTALLED],
    [String.raw`\??\C:\Program Files\Sigma\SigmaSrv`, INSTALLED],
    ['"//?/C:/Program Files//Tools/../Sigma/SigmaSrv"', INSTALLED],
    [String.raw`\\?\UNC\server\share\SigmaSrv.exe`, String.raw`\\server\share\SigmaSrv.exe`],
    ['C:/Program Files/Sigma/SigmaSrv.exe', INSTALLED],
    ['""', ''],
    ['', ''],
  ] as const;
  for (const [imagePath, executable] of table) {
    it(`is found in ${imagePath === '' ? 'nothing' : imagePath}`, () => {
      assert.equal(executableOf(imagePath), executable);
    });
  }
});
