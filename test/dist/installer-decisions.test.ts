import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ROOT } from '../../build/paths.ts';
import { runOrThrow } from '../../build/run.ts';
import { NSIS, pathOf } from '../../build/tools.ts';
import { toWindowsPath, WinePrefix } from '../../build/wine.ts';
import { isReplaceableByOthers, type PathRole } from '../../engine/registration/access-list.ts';
import { installerBits, nsisTarget } from './stand-in-nsis.ts';

const TIMEOUT_MS = 5 * 60_000;

/** On Windows the only NSIS is electron-builder's own. */
const skip = process.platform === 'win32';

/** Linux keeps the lowest 8 bits of 1150, ERROR_OLD_WIN_VERSION. */
const OLD_WIN_VERSION = 1150 & 0xff;

/** The same masks as in safe-folder.nsh. */
const MASKS: Readonly<Record<PathRole, string>> = {
  file: '0x500D0106',
  folder: '0x500D0146',
  ancestor: '0x500D0040',
  link: '0x500D0102',
};

const TRUSTED_INSTALLER = 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464';
const ANN = 'S-1-5-21-1-2-3-1001';

/** Owners and access lists, both Windows' own and ones that users create. */
const DESCRIPTORS = [
  // %ProgramFiles%, its contents, C:\ and another drive.
  `O:${TRUSTED_INSTALLER}D:PAI(A;;FA;;;${TRUSTED_INSTALLER})(A;OICIIO;GA;;;SY)(A;;0x1301bf;;;SY)(A;;0x1301bf;;;BA)(A;;0x1200a9;;;BU)(A;OICIIO;GXGR;;;BU)(A;OICIIO;GA;;;CO)`,
  'O:BAG:SYD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;0x1200a9;;;BU)(A;OICIIOID;GA;;;CO)',
  'O:SYD:PAI(A;;LC;;;AU)(A;OICIIO;SDGXGWGR;;;AU)(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)',
  'O:BAD:(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;0x1301bf;;;AU)(A;OICI;0x1200a9;;;BU)',
  // An owner can always obtain more rights.
  `O:${ANN}D:P(A;;FA;;;SY)(A;;FA;;;BA)`,
  'O:BUD:P(A;;FA;;;SY)',
  // One right each.
  ...['DC', 'LC', 'CC', 'CR', 'DT', 'SD', 'WD', 'WO', 'GA', 'GW', 'GR', 'FR', 'FW', 'FX', 'FA'].flatMap(
    (right) => [
      `O:BAD:(A;;${right};;;BU)`,
      `O:BAD:(A;OICIIO;${right};;;WD)`,
      `O:SYD:(A;;${right};;;SY)(A;;FR;;;${ANN})`,
      // A denial is not relied on.
      `O:BAD:(D;;FA;;;BU)(A;;${right};;;${ANN})`,
      `O:BAD:(D;;${right};;;WD)`,
    ],
  ),
  // An empty access list, which allows nobody; none at all, which allows everybody; and no owner.
  'O:BAD:P',
  'O:BA',
  'D:(A;;FA;;;BA)',
];

const MOUNT_POINT = 0xa000_0003;
const SYMLINK = 0xa000_000c;

/**
 * @param flags a symbolic link's flags: 1 if its target is relative
 * @returns what FSCTL_GET_REPARSE_POINT returns, padded with zeros to 1,024 bytes; the display name comes first
 */
function reparseData(tag: number, target: string, flags?: number): Buffer {
  const data = Buffer.alloc(1024);
  const shown = Buffer.from('shown', 'utf16le');
  const name = Buffer.from(target, 'utf16le');
  data.writeUInt32LE(tag, 0);
  data.writeUInt16LE(shown.length, 8);
  data.writeUInt16LE(name.length, 10);
  data.writeUInt16LE(shown.length, 14);
  if (flags !== undefined) data.writeUInt32LE(flags, 16);
  Buffer.concat([shown, name, Buffer.from('behind', 'utf16le')]).copy(data, flags === undefined ? 16 : 20);
  return data;
}

describe('the installer', { skip, timeout: TIMEOUT_MS }, () => {
  let workshop: string;
  let prefix: WinePrefix;
  let program: string;

  before(async () => {
    workshop = await mkdtemp(join(tmpdir(), 'sigma-decisions-'));
    prefix = await WinePrefix.temporary();
    program = join(workshop, 'decisions.exe');
    const scripts = join(ROOT, 'build', 'packaging');
    const target = nsisTarget(await installerBits());
    const defines = [`-DPROGRAM=${program}`, `-DSCRIPTS=${scripts}`];
    const source = join(ROOT, 'test', 'dist', 'installer-decisions.nsi');
    await runOrThrow(pathOf(NSIS), ['-WX', '-V2', '-INPUTCHARSET', 'UTF8', ...target, ...defines, source]);
  });
  after(async () => {
    await prefix.close();
    await rm(workshop, { recursive: true, force: true });
  });

  test('considers the same files and folders open to others as registering the service does', async () => {
    const roles = Object.keys(MASKS) as PathRole[];
    const cases = roles.flatMap((role) => DESCRIPTORS.map((sddl) => ({ role, sddl })));
    const [input, output] = [join(workshop, 'in.txt'), join(workshop, 'out.txt')];
    await writeFile(input, cases.map(({ role, sddl }) => `${MASKS[role]} ${sddl}\r\n`).join(''));
    assert.equal(
      await prefix.run(program, [`/IN=${toWindowsPath(input)}`, `/OUT=${toWindowsPath(output)}`]),
      0,
    );
    const answers = (await readFile(output, 'utf8')).trim().split(/\s*\n/);
    assert.deepEqual(
      cases.map(({ role, sddl }, index) => ({ role, sddl, answer: answers[index] })),
      cases.map(({ role, sddl }) => ({ role, sddl, answer: isReplaceableByOthers(sddl, role) ? '1' : '0' })),
    );
    assert.deepEqual([...new Set(answers)].sort(), ['0', '1']);
  });

  test('resolves the links that registering the service follows, and trusts no others', async () => {
    const cases = [
      [reparseData(MOUNT_POINT, String.raw`\??\D:\Programs`), String.raw`D:\Programs`],
      [reparseData(MOUNT_POINT, String.raw`\??\D:\Größe 世界` + '\\'), String.raw`D:\Größe 世界`],
      [reparseData(MOUNT_POINT, String.raw`\??\Volume{01234567-89ab-cdef-0123-456789abcdef}` + '\\'), ''],
      [reparseData(SYMLINK, String.raw`\??\D:\Programs`, 0), String.raw`D:\Programs`],
      [
        reparseData(SYMLINK, String.raw`\??\UNC\server\share\Programs`, 0),
        String.raw`\\server\share\Programs`,
      ],
      [reparseData(SYMLINK, 'Others', 1), String.raw`C:\Program Files\Others`],
      [reparseData(SYMLINK, String.raw`..\Others\.\x`, 1), String.raw`C:\Others\x`],
      [reparseData(SYMLINK, String.raw`\Others`, 1), String.raw`C:\Others`],
      // A cloud file, and an empty target.
      [reparseData(0x9000_001a, String.raw`\??\D:\Programs`), ''],
      [reparseData(MOUNT_POINT, ''), ''],
    ] as const;
    const [input, output] = [join(workshop, 'links.bin'), join(workshop, 'targets.txt')];
    await writeFile(input, Buffer.concat(cases.map(([data]) => data)));
    const parameters = [`/LINKS=${toWindowsPath(input)}`, `/OUT=${toWindowsPath(output)}`];
    assert.equal(await prefix.run(program, parameters), 0);
    // FileWrite writes the code page's characters, and `?` for all others.
    const targets = (await readFile(output, 'latin1')).split('\r\n').slice(0, -1);
    assert.deepEqual(
      targets,
      cases.map(([, target]) => target.replaceAll(/[^\0-\u00ff]/g, '?')),
    );
  });

  test('for arm64 refuses Windows 10, which cannot run the service there', async () => {
    assert.equal(await prefix.run(program, []), OLD_WIN_VERSION);
    assert.equal(await prefix.run('winecfg', ['-v', 'win11']), 0);
    // Nor does it refuse a folder if the system keeps no owners.
    assert.equal(await prefix.run(program, []), 0);
  });
});
