import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serviceSid } from '../../native-bridge/access-control.ts';

describe('the SID of a service', () => {
  for (const [name, sid] of [
    ['TrustedInstaller', 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464'],
    ['WdiServiceHost', 'S-1-5-80-3139157870-2983391045-3678747466-658725712-1809340420'],
    ['MpsSvc', 'S-1-5-80-3088073201-1464728630-1879813800-1107566885-823218052'],
    ['MSSQLSERVER', 'S-1-5-80-3880718306-3832830129-1677859214-2598158968-1052248003'],
    ['SQLSERVERAGENT', 'S-1-5-80-344959196-2060754871-2302487193-2804545603-1466107430'],
  ] as const) {
    it(`is what Windows has for it: ${name}`, () => {
      for (const spelling of [name, name.toLowerCase(), name.toUpperCase()])
        assert.equal(serviceSid(spelling), sid);
    });
  }
});
