import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  usersInControl,
  withoutUserControl,
  withUserControl,
} from '../../engine/registration/access-list.ts';
import { serviceAccessBits, accessEntries } from '../../native-bridge/access-control.ts';

const ANN = 'S-1-5-21-1-2-3-1001';
const BOB = 'S-1-5-21-1-2-3-1002';
/** What Windows gives a new service, with an audit list behind it. */
const AUDITED =
  'D:(A;;CCLCSWRPWPDTLOCRRC;;;SY)(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;BA)(A;;CCLCSWLOCRRC;;;IU)S:(AU;FA;CCDCLC;;;WD)';

const letters = fc.subarray(['CC', 'DC', 'LC', 'SW', 'RP', 'WP', 'DT', 'LO', 'CR', 'SD', 'RC', 'WD', 'WO'], {
  minLength: 1,
});
const account = fc.constantFrom('SY', 'BA', 'IU', 'SU', 'AU', ANN, BOB, 'S-1-5-80-1-2');
const entry = fc
  .tuple(fc.constantFrom('A', 'D'), letters, account)
  .map(([type, some, who]) => `(${type};;${some.join('')};;;${who})`);
const accessList = fc
  .tuple(
    fc.constantFrom('', 'P', 'AI', 'PAI'),
    fc.array(entry, { maxLength: 6 }),
    fc.constantFrom('', 'S:', 'S:AI(AU;FA;CCDC;;;WD)'),
  )
  .map(([flags, entries, audit]) => `D:${flags}${entries.join('')}${audit}`)
  // One that looks as if it had been added.
  .filter((sddl) => usersInControl(sddl).length === 0);
/** LA: the built-in Administrator, whom Windows writes so. */
const user = fc.constantFrom(ANN, BOB, 'S-1-12-1-4-5-6-7', 'LA');

describe('letting a user control a service', () => {
  it('allows exactly to query, start, stop, pause and continue it', () => {
    const added = accessEntries(withUserControl('D:', ANN));
    const rights = serviceAccessBits([
      'query-status',
      'interrogate',
      'query-config',
      'enumerate-dependents',
      'read-control',
      'start',
      'stop',
      'pause-continue',
    ]);
    assert.deepEqual(added, [
      { isAllowing: true, isInheritOnly: false, rights, isUnderstood: true, account: ANN },
    ]);
  });

  it('leaves every other entry as it is, and an audit list behind them', () => {
    const changed = withUserControl(AUDITED, ANN);
    const [list, audit] = AUDITED.split('S:(');
    assert.ok(changed.startsWith(list ?? '?'), changed);
    assert.ok(changed.endsWith(`;;;${ANN})S:(${audit ?? '?'}`), changed);
    fc.assert(
      fc.property(accessList, user, (sddl, sid) => {
        assert.deepEqual(accessEntries(withUserControl(sddl, sid))?.slice(0, -1), accessEntries(sddl));
      }),
    );
  });

  it('twice is the same as once', () => {
    fc.assert(
      fc.property(accessList, user, (sddl, sid) => {
        const once = withUserControl(sddl, sid);
        assert.notEqual(once, sddl);
        assert.equal(withUserControl(once, sid), once);
      }),
    );
  });

  it('is taken back from all of them, without a trace', () => {
    fc.assert(
      fc.property(accessList, fc.uniqueArray(user), (sddl, sids) => {
        const changed = sids.reduce(withUserControl, sddl);
        assert.deepEqual(usersInControl(changed), sids);
        assert.equal(withoutUserControl(changed), sddl);
      }),
    );
  });

  it('is not taken from those who have it by another right', () => {
    const administrators = 'D:(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;BA)(A;;RPWP;;;IU)';
    assert.equal(withoutUserControl(administrators), administrators);
  });
});
