import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { executableOf } from '../../engine/registration/installed.ts';
import { chooseFolder, isReplaceable, partsOf } from '../../engine/registration/location.ts';
import { isKnownExecutable } from '../../engine/simulation/sigma-programs.ts';
import { SimulatedFiles } from '../../native-bridge/simulated/files.ts';
import { placesOf } from '../../engine/registration/context.ts';
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
  it('is its own if only administrators can change it', async () => {
    const files = new SimulatedFiles(isKnownExecutable);
    assert.equal(await chooseFolder(files, placesOf(files), INSTALLED), String.raw`C:\Program Files\Sigma`);
  });

  it('is the program folder if its user can change it', async () => {
    const files = new SimulatedFiles(isKnownExecutable);
    assert.equal(await chooseFolder(files, placesOf(files), DOWNLOADED), placesOf(files).programFolder);
  });

  it('is the program folder even if non-administrators can only rename a folder further up', async () => {
    const files = new SimulatedFiles(isKnownExecutable);
    await files.createFolder(String.raw`C:\Program Files\Tools`, 'D:(A;;FA;;;BA)(A;;SD;;;BU)');
    const deep = String.raw`C:\Program Files\Tools\Sigma\bin\SigmaSrv.exe`;
    assert.equal(await chooseFolder(files, placesOf(files), deep), placesOf(files).programFolder);
  });
});

describe('a path with links in it', () => {
  const PROGRAMS = String.raw`C:\Program Files`;
  const CLOSED = 'O:BAD:(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)';
  const OPEN = 'O:BAD:(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;BU)';
  /** Who may write here may make files, and so may set another target, but may neither rename nor delete. */
  const WRITABLE = 'O:BAD:(A;OICI;FA;;;BA)(A;;0x1200ab;;;BU)';
  const CHANGEABLE = 'O:BAD:(A;OICI;FA;;;BA)(A;;0x100;;;BU)';

  interface Link {
    readonly target?: string;
    readonly security?: string;
  }

  function filesWith(links: Readonly<Record<string, Link>>, folders: Readonly<Record<string, string>>) {
    const files = new SimulatedFiles(isKnownExecutable);
    const keyOf = (path: string): string => path.toLowerCase();
    for (const [path, { target, security = CLOSED }] of Object.entries(links)) {
      files.links.add(keyOf(path));
      files.folders.set(keyOf(path), security);
      if (target !== undefined) files.linkTargets.set(keyOf(path), target);
    }
    for (const [path, security] of Object.entries(folders)) files.folders.set(keyOf(path), security);
    return files;
  }

  const LINK = String.raw`C:\Program Files\Tools`;
  const BEHIND = String.raw`C:\Program Files\Tools\Sigma\SigmaSrv.exe`;
  const DATA: Record<string, string> = {
    'D:\\': CLOSED,
    [String.raw`D:\Apps`]: CLOSED,
    [String.raw`D:\Apps\Sigma`]: CLOSED,
  };
  // The simulated computer has a file of that name in every folder.
  DATA[String.raw`D:\Apps\Sigma\SigmaSrv.exe`] = CLOSED;
  const to = (target: string): Record<string, Link> => ({ [LINK]: { target } });
  const SAFE = to(String.raw`D:\Apps`);

  for (const [what, links, folders, replaceable, path = BEHIND] of [
    ['leads to where only administrators can change anything', SAFE, DATA, false],
    ['leads into a user’s folder', to(String.raw`C:\Users\ann\Apps`), {}, true],
    ['leads to below a folder that others can rename', SAFE, { ...DATA, [String.raw`D:\Apps`]: OPEN }, true],
    ['leads to a drive on which others can delete', SAFE, { ...DATA, 'D:\\': OPEN }, true],
    [
      'can be made to lead elsewhere by who may write it',
      { [LINK]: { target: String.raw`D:\Apps`, security: WRITABLE } },
      DATA,
      true,
    ],
    [
      'can be made to lead elsewhere by who may write its attributes',
      { [LINK]: { target: String.raw`D:\Apps`, security: CHANGEABLE } },
      DATA,
      true,
    ],
    [
      'belongs to somebody',
      { [LINK]: { target: String.raw`D:\Apps`, security: 'O:S-1-5-21-1-2-3-1001D:(A;;FA;;;BA)' } },
      DATA,
      true,
    ],
    ['leads nobody knows where', { [LINK]: {} }, DATA, true],
    ['leads to itself', to(LINK), DATA, true],
    ['starts where it lies', to(String.raw`..\Apps`), { [String.raw`C:\Apps`]: CLOSED }, true],
    ['starts where it lies, and stays there', to('Others'), { [`${PROGRAMS}\\Others`]: CLOSED }, false],
    [
      'leads through another link that is somebody’s, to a safe place',
      {
        ...to(String.raw`D:\Apps\Latest`),
        [String.raw`D:\Apps\Latest`]: { target: String.raw`D:\Apps`, security: OPEN },
      },
      DATA,
      true,
    ],
    [
      'leads through another link that is safe as well',
      { ...to(String.raw`D:\Apps\Latest`), [String.raw`D:\Apps\Latest`]: { target: String.raw`D:\Apps` } },
      DATA,
      false,
    ],
    [
      'is in the place of the executable, and leads to a file in an open folder',
      { [`${PROGRAMS}\\SigmaSrv.exe`]: { target: String.raw`D:\Apps\SigmaSrv.exe` } },
      { ...DATA, [String.raw`D:\Apps`]: WRITABLE },
      true,
      `${PROGRAMS}\\SigmaSrv.exe`,
    ],
    [
      'is in the place of the folder, and leads to one into which others can put a file',
      to(String.raw`D:\Apps`),
      { ...DATA, [String.raw`D:\Apps`]: WRITABLE },
      true,
      `${LINK}\\SigmaSrv.exe`,
    ],
  ] as readonly (readonly [string, Record<string, Link>, Record<string, string>, boolean, string?])[]) {
    it(`is ${replaceable ? 'not trusted' : 'trusted'} if one ${what}`, async () => {
      assert.equal(await isReplaceable(filesWith(links, folders), path), replaceable);
    });
  }
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
