import { accessEntries } from '../../native-bridge/access-control.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  isOwnedByTrusted,
  isReplaceableByOthers,
  type PathRole,
} from '../../engine/registration/access-list.ts';

const USER = 'S-1-5-21-1-2-3-1001';
const TRUSTED_INSTALLER = 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464';
/** What Windows gives a folder in C:\Program Files, and C:\ itself. */
const PROGRAM = `O:SYD:PAI(A;OICI;FA;;;${TRUSTED_INSTALLER})(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)(A;OICIIO;GA;;;CO)`;
const ROOT =
  'O:BAD:PAI(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;0x1200a9;;;BU)(A;OICIIO;0x1301bf;;;AU)(A;;LC;;;AU)';

const ROLES: readonly PathRole[] = ['file', 'folder', 'ancestor'];

describe('whether others than administrators can replace a program', () => {
  const table: readonly [what: string, sddl: string, dangerousAs: readonly PathRole[]][] = [
    ['a folder as Windows has it in Program Files', PROGRAM, []],
    ['C:\\, in which everybody may make folders, which in a file is appending', ROOT, ['file', 'folder']],
    ['a trusted owner in the long form', 'O:S-1-5-18D:(A;;FA;;;S-1-5-32-544)', []],
    ['an owner who is a user', `O:${USER}D:(A;;FA;;;SY)`, ROLES],
    ['no owner', 'D:(A;;FA;;;SY)', ROLES],
    ['no access list', 'O:SY', ROLES],
    ['an access list that is none', 'O:SYD:NO_ACCESS_CONTROL', ROLES],
    ['an empty access list', 'O:SYD:', []],
    ['a protected and empty access list', 'O:SYD:PAI', []],
    ['everything for users', 'O:SYD:(A;;FA;;;BU)', ROLES],
    ['everything for one user', `O:SYD:(A;;FA;;;${USER})`, ROLES],
    ['reading and running for users', 'O:SYD:(A;;FRFX;;;BU)', []],
    ['writing for users', 'O:SYD:(A;;FW;;;BU)', ['file', 'folder']],
    ['writing as a number', 'O:SYD:(A;;0x2;;;BU)', ['file', 'folder']],
    ['appending, which in a folder makes folders', 'O:SYD:(A;;0x4;;;BU)', ['file', 'folder']],
    ['writing attributes, which makes a link of it', 'O:SYD:(A;;0x100;;;BU)', ['file', 'folder']],
    ['deleting what is in a folder', 'O:SYD:(A;;0x40;;;BU)', ['folder', 'ancestor']],
    ['deleting the thing itself', 'O:SYD:(A;;SD;;;BU)', ROLES],
    ['changing the access list', 'O:SYD:(A;;WD;;;BU)', ROLES],
    ['taking ownership', 'O:SYD:(A;;WO;;;BU)', ROLES],
    ['generic writing as a number', 'O:SYD:(A;;0x40000000;;;BU)', ROLES],
    ['generic reading as a number', 'O:SYD:(A;;0x80000000;;;BU)', []],
    ['modifying as a number', 'O:SYD:(A;;0x1301BF;;;AU)', ROLES],
    ['everything for what will be in the folder only', 'O:SYD:(A;OICIIO;FA;;;BU)', []],
    ['everything for the folder and what will be in it', 'O:SYD:(A;OICI;FA;;;BU)', ROLES],
    ['everything denied', 'O:SYD:(D;;FA;;;BU)', []],
    ['everything denied and then allowed', 'O:SYD:(D;;FA;;;BU)(A;;FA;;;BU)', ROLES],
    ['rights that are not known', 'O:SYD:(A;;ZZ;;;BU)', ROLES],
    ['half a right', 'O:SYD:(A;;FRX;;;BU)', ROLES],
    ['a condition, behind which others are hidden', 'O:SYD:(XA;;FR;;;WD;(a == 1))(A;;FA;;;BU)', ROLES],
    ['an audit list behind it', 'O:SYD:(A;;FA;;;SY)S:(AU;SAFA;FA;;;WD)', []],
  ];
  for (const [what, sddl, dangerousAs] of table) {
    it(what, () => {
      assert.deepEqual(
        ROLES.filter((role) => isReplaceableByOthers(sddl, role)),
        dangerousAs,
      );
    });
  }
});

describe('a trusted owner', () => {
  it('is SYSTEM, Administrators or TrustedInstaller, and nobody else', () => {
    for (const owner of ['SY', 'BA', 'S-1-5-18', 'S-1-5-32-544', TRUSTED_INSTALLER])
      assert.equal(isOwnedByTrusted(`O:${owner}G:BUD:`), true, owner);
    for (const owner of ['BU', 'LS', USER, 'S-1-5-180', 'S-1-5-32-545'])
      assert.equal(isOwnedByTrusted(`O:${owner}G:SYD:`), false, owner);
  });
});

describe('the entries of an access list', () => {
  it('are read in their order, with owner, group and audit list around them', () => {
    const sddl = `O:BAG:SYD:PAI(A;OICIIO;FR;;;${USER})(D;;0x10;;;WD)(OA;;CCRP;;;IU)S:AI(AU;SA;FA;;;WD)`;
    assert.deepEqual(accessEntries(sddl), [
      { isAllowing: true, isInheritOnly: true, rights: 0x12_0089, isUnderstood: true, account: USER },
      { isAllowing: false, isInheritOnly: false, rights: 0x10, isUnderstood: true, account: 'WD' },
      { isAllowing: true, isInheritOnly: false, rights: 0x11, isUnderstood: true, account: 'IU' },
    ]);
  });

  it('are none in an empty list, and unknown without one', () => {
    assert.deepEqual(accessEntries('O:BAD:'), []);
    assert.equal(accessEntries('O:BA'), undefined);
    assert.equal(accessEntries('D:NO_ACCESS_CONTROL'), undefined);
  });
});
