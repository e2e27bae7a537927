import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  isGranted,
  askedByCreateFile,
  GENERIC_ALL,
  GENERIC_EXECUTE,
  GENERIC_READ,
  mapGenericRights,
  SYNCHRONIZE,
  serviceAccessBits,
  accessEntries,
  GENERIC_WRITE,
  mailslotDescriptor,
  type AccessToken,
  type SecuredKind,
} from '../../native-bridge/access-control.ts';
import type { ServiceAccess } from '../../native-bridge/bridge.ts';
import { withUserControl } from '../../engine/registration/access-list.ts';
import {
  CLOSED_FILE_ACCESS,
  CLOSED_FOLDER_ACCESS,
  LOG_FOLDER_ACCESS,
  SERVICE_SID,
  WANTED_SETTINGS,
} from '../../engine/registration/wanted.ts';

const ANN = 'S-1-5-21-1-2-3-1001';
const BOB = 'S-1-5-21-1-2-3-1002';

/** What Windows adds to a token for each kind of logon. */
const TOKENS = {
  'the user': { accounts: [ANN, 'WD', 'BU', 'IU', 'AU'] },
  'the user over the network': { accounts: [ANN, 'WD', 'BU', 'NU', 'AU'] },
  'another user': { accounts: [BOB, 'WD', 'BU', 'IU', 'AU'] },
  'an administrator': { accounts: [BOB, 'WD', 'BA', 'BU', 'IU', 'AU'] },
  SYSTEM: { accounts: ['SY', 'BA', 'WD', 'AU'] },
  SigmaSrv: { accounts: ['LS', 'WD', 'BU', 'SU', 'AU', SERVICE_SID] },
  'SigmaSrv before the SID is in its token': { accounts: ['LS', 'WD', 'BU', 'SU', 'AU'] },
  // What the SID type `restricted` would make of it.
  'SigmaSrv, write-restricted': {
    accounts: ['LS', 'WD', 'BU', 'SU', 'AU', SERVICE_SID],
    writesAs: [SERVICE_SID, 'WD', 'S-1-5-5-0-4711', 'S-1-5-33'],
  },
  'another service under LocalService': { accounts: ['LS', 'WD', 'BU', 'SU', 'AU', 'S-1-5-80-1'] },
  'a service under another account': { accounts: [BOB, 'WD', 'BU', 'SU', 'AU', 'S-1-5-80-2'] },
  'a write-restricted service': {
    accounts: ['LS', 'WD', 'BU', 'SU', 'AU', 'S-1-5-80-3'],
    writesAs: ['S-1-5-80-3', 'WD', 'S-1-5-5-0-4712', 'S-1-5-33'],
  },
} as const satisfies Record<string, AccessToken>;
type Who = keyof typeof TOKENS;
const EVERYBODY = Object.keys(TOKENS) as Who[];

const FILE_WRITE_DATA = 0x2;
const FILE_APPEND_DATA = 0x4;
const FILE_ADD_FILE = 0x2;
const FILE_ADD_SUBDIRECTORY = 0x4;
const FILE_DELETE_CHILD = 0x40;
const FILE_WRITE_ATTRIBUTES = 0x100;
const DELETE = 0x1_0000;
const WRITE_DAC = 0x4_0000;
const WRITE_OWNER = 0x8_0000;
const KEY_QUERY_VALUE = 0x1;
const KEY_SET_VALUE = 0x2;
/** Of an event log: https://learn.microsoft.com/windows/win32/eventlog/event-logging-security */
const ELF_LOGFILE_WRITE = 0x2;
const ELF_LOGFILE_CLEAR = 0x4;

/** The rights that amount to owning a file or folder. Each of them alone is too much. */
const TAKING_OVER = [DELETE, WRITE_DAC, WRITE_OWNER];
/** FILE_GENERIC_WRITE without FILE_WRITE_DATA: how Node opens a file to append to it (libuv, src/win/fs.c). */
const APPENDING = askedByCreateFile(0x12_0114);
/** The rights with which MoveFileExW opens a file to rename it, and the file that it replaces. */
const RENAMING = askedByCreateFile(DELETE);
/** The loader and CreateProcess map a file's sections: FILE_READ_DATA, FILE_EXECUTE, SYNCHRONIZE. */
const LOADING = 0x1 | 0x20 | SYNCHRONIZE;

const ADMINISTRATORS: readonly Who[] = ['an administrator', 'SYSTEM'];
/** Accounts with the service's SID, also where a second check sees little else. */
const WITH_SERVICE_SID: readonly Who[] = ['SigmaSrv', 'SigmaSrv, write-restricted'];
const SERVICES: readonly Who[] = [
  ...WITH_SERVICE_SID,
  'SigmaSrv before the SID is in its token',
  'another service under LocalService',
  'a service under another account',
  'a write-restricted service',
];

interface Row {
  readonly what: string;
  readonly kind: SecuredKind;
  readonly accessList: string;
  /** Each mask that a line of Sigma's code requests. */
  readonly asked: readonly number[];
  /** Who is granted all of them. Everybody else is granted none. */
  readonly by: readonly Who[];
}

/** Windows' access list for the key of all services, from which the key Parameters inherits. */
const SERVICES_KEY_ACCESS = 'D:PAI(A;CI;KR;;;BU)(A;CI;KA;;;BA)(A;CI;KA;;;SY)(A;CIIO;KA;;;CO)(A;CI;KR;;;AC)';
/** The SCM's access list for every new service. */
const SERVICE_ACCESS =
  'D:(A;;CCLCSWRPWPDTLOCRRC;;;SY)(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;BA)(A;;CCLCSWLOCRRC;;;IU)(A;;CCLCSWLOCRRC;;;SU)';

/**
 * Windows' access list for the Application log, unless a policy gives it another. Its rights are not those of files,
 * and none is generic: https://learn.microsoft.com/windows/win32/eventlog/event-logging-security
 */
const APPLICATION_LOG_ACCESS =
  'O:BAG:SYD:(A;;0xf0007;;;SY)(A;;0x7;;;BA)(A;;0x7;;;SO)(A;;0x3;;;IU)(A;;0x3;;;SU)(A;;0x3;;;S-1-5-3)(A;;0x3;;;S-1-5-33)(A;;0x1;;;S-1-5-32-573)';

/**
 * The security of a file that the service creates in its log folder: the entries for files, with its account as the
 * owner.
 */
const LOG_ACCESS = `O:LSD:${[...LOG_FOLDER_ACCESS.matchAll(/\(A;(?:OI|OICI|OIIO);([^)]*)\)/g)]
  .map(([, rest = '']) => `(A;;${rest})`)
  .join('')}`;

function service(...access: ServiceAccess[]): number {
  return serviceAccessBits(access);
}

const TABLE: readonly Row[] = [
  {
    what: 'the mailslot, to post into',
    kind: 'file',
    accessList: mailslotDescriptor(ANN),
    asked: [askedByCreateFile(GENERIC_WRITE), askedByCreateFile(FILE_WRITE_DATA)],
    by: ['the user', ...ADMINISTRATORS, ...SERVICES],
  },
  {
    what: 'the mailslot, to change who may do what with it',
    kind: 'file',
    accessList: mailslotDescriptor(ANN),
    asked: [GENERIC_READ, ...TAKING_OVER],
    by: ['the user', ...ADMINISTRATORS],
  },
  {
    what: 'the data folder and the program folder, to look into',
    kind: 'file',
    accessList: CLOSED_FOLDER_ACCESS,
    asked: [askedByCreateFile(GENERIC_READ | GENERIC_EXECUTE)],
    by: EVERYBODY,
  },
  {
    what: 'the data folder and the program folder, to change something in',
    kind: 'file',
    accessList: CLOSED_FOLDER_ACCESS,
    asked: [FILE_ADD_FILE, FILE_ADD_SUBDIRECTORY, FILE_DELETE_CHILD, ...TAKING_OVER],
    by: ADMINISTRATORS,
  },
  {
    what: 'SigmaSrv.exe and koffi.node, to run them and to compare them',
    kind: 'file',
    accessList: CLOSED_FILE_ACCESS,
    asked: [LOADING, askedByCreateFile(GENERIC_READ)],
    by: EVERYBODY,
  },
  {
    what: 'SigmaSrv.exe and koffi.node, to change them',
    kind: 'file',
    accessList: CLOSED_FILE_ACCESS,
    asked: [FILE_WRITE_DATA, FILE_APPEND_DATA, ...TAKING_OVER],
    by: ADMINISTRATORS,
  },
  {
    what: 'the log folder, to make the log in it, and to give it another name',
    kind: 'file',
    accessList: LOG_FOLDER_ACCESS,
    asked: [FILE_ADD_FILE],
    by: [...WITH_SERVICE_SID, ...ADMINISTRATORS],
  },
  {
    what: 'the log, to append and to give it another name',
    kind: 'file',
    accessList: LOG_ACCESS,
    asked: [APPENDING, RENAMING],
    by: [...WITH_SERVICE_SID, ...ADMINISTRATORS],
  },
  {
    what: 'the log, to read it',
    kind: 'file',
    accessList: LOG_ACCESS,
    asked: [askedByCreateFile(GENERIC_READ)],
    by: EVERYBODY,
  },
  {
    what: 'the log, to say who may write it: not even its owner, LocalService',
    kind: 'file',
    accessList: LOG_ACCESS,
    asked: [WRITE_DAC, WRITE_OWNER],
    by: ADMINISTRATORS,
  },
  {
    what: 'the log folder, to make a link of it, to remove it, and to say who may write into it',
    kind: 'file',
    accessList: LOG_FOLDER_ACCESS,
    asked: [FILE_WRITE_ATTRIBUTES, FILE_ADD_SUBDIRECTORY, FILE_DELETE_CHILD, ...TAKING_OVER],
    by: ADMINISTRATORS,
  },
  {
    what: 'the Application log, to write an event',
    kind: 'file',
    accessList: APPLICATION_LOG_ACCESS,
    asked: [ELF_LOGFILE_WRITE],
    by: ['the user', 'another user', ...ADMINISTRATORS, ...SERVICES],
  },
  {
    what: 'the Application log, to clear it',
    kind: 'file',
    accessList: APPLICATION_LOG_ACCESS,
    asked: [ELF_LOGFILE_CLEAR],
    by: ADMINISTRATORS,
  },
  {
    what: 'the key Parameters, to read it',
    kind: 'registry key',
    accessList: SERVICES_KEY_ACCESS,
    asked: [KEY_QUERY_VALUE],
    by: EVERYBODY,
  },
  {
    what: 'the key Parameters, to write it',
    kind: 'registry key',
    accessList: SERVICES_KEY_ACCESS,
    asked: [KEY_SET_VALUE, ...TAKING_OVER],
    by: ADMINISTRATORS,
  },
  {
    what: 'the service whose control was allowed, to control it',
    kind: 'service',
    accessList: withUserControl(SERVICE_ACCESS, ANN),
    asked: [
      service('start', 'stop', 'pause-continue'),
      service('query-status', 'start'),
      service('query-status', 'stop', 'start'),
      service('query-status', 'pause-continue'),
    ],
    by: ['the user', 'the user over the network', ...ADMINISTRATORS],
  },
  {
    what: 'the service whose control was allowed, to change it',
    kind: 'service',
    accessList: withUserControl(SERVICE_ACCESS, ANN),
    asked: [service('change-config'), service('change-config', 'start'), ...TAKING_OVER],
    by: ['an administrator', 'SYSTEM'],
  },
  {
    what: 'the service, to look at it and to have it post at once',
    kind: 'service',
    accessList: SERVICE_ACCESS,
    asked: [
      service('query-status'),
      service('query-config'),
      service('read-control'),
      service('user-defined-control'),
    ],
    by: EVERYBODY.filter((who) => who !== 'the user over the network'),
  },
];

describe('who opens what', () => {
  for (const { what, kind, accessList, asked, by } of TABLE) {
    it(`${what}: ${by.join(', ')}`, () => {
      for (const mask of asked) {
        const granted = EVERYBODY.filter((who) => isGranted(kind, accessList, TOKENS[who], mask));
        assert.deepEqual(granted.toSorted(), by.toSorted(), `0x${mask.toString(16)}`);
      }
    });

    it(`${what}: nothing in the access list is left to chance`, () => {
      for (const entry of accessEntries(accessList) ?? assert.fail('no access list')) {
        assert.ok(entry.isUnderstood, JSON.stringify(entry));
      }
    });
  }

  it('finds the fault that kept the service from posting: GW has no FILE_READ_ATTRIBUTES', () => {
    const accessList = `D:P(D;;GA;;;NU)(A;;GA;;;${ANN})(A;;GA;;;SY)(A;;GA;;;BA)(A;;GW;;;LS)`;
    const asked = askedByCreateFile(GENERIC_WRITE);
    assert.equal(isGranted('file', accessList, TOKENS.SigmaSrv, asked), false);
    assert.equal(isGranted('file', accessList, TOKENS.SigmaSrv, asked & ~0x80), true);
  });
});

describe('the SID type of the service', () => {
  it('is the one in which the service’s own SID is in its token, without a second check', () => {
    assert.equal(WANTED_SETTINGS.sidType, 'unrestricted');
  });
});

describe('the access check', () => {
  it('requests what a generic right stands for, by the kind of object', () => {
    assert.equal(mapGenericRights('file', GENERIC_WRITE), 0x12_0116);
    assert.equal(mapGenericRights('file', GENERIC_READ | DELETE), 0x13_0089);
    assert.equal(mapGenericRights('file', GENERIC_EXECUTE), 0x12_00a0);
    assert.equal(mapGenericRights('file', GENERIC_ALL), 0x1f_01ff);
    assert.equal(mapGenericRights('service', GENERIC_ALL), 0xf_01ff);
    assert.equal(mapGenericRights('service', GENERIC_EXECUTE), 0x2_0170);
    assert.equal(mapGenericRights('registry key', GENERIC_WRITE), 0x2_0006);
  });

  it('asks for FILE_READ_ATTRIBUTES and SYNCHRONIZE wherever CreateFileW opens something', () => {
    assert.equal(askedByCreateFile(GENERIC_WRITE), 0x12_0196);
    assert.equal(askedByCreateFile(0), 0x10_0080);
  });

  for (const [what, accessList, asked, granted] of [
    ['all of the rights have to be allowed, by whichever entries', 'D:(A;;0x2;;;AU)(A;;0x4;;;WD)', 0x6, true],
    ['one that is missing is enough', 'D:(A;;0x2;;;AU)', 0x6, false],
    ['who is not named gets nothing', `D:(A;;GA;;;${BOB})`, 0x2, false],
    ['denied before it is allowed', 'D:(D;;GW;;;WD)(A;;GA;;;AU)', 0x2, false],
    ['allowed before it is denied', 'D:(A;;0x2;;;AU)(D;;GA;;;WD)', 0x2, true],
    ['only for what is created in it', 'D:(A;OICIIO;GA;;;WD)', 0x2, false],
    ['a right that is not understood', 'D:(A;;ZZ;;;WD)', 0x2, false],
    ['a right that is not understood, denied', 'D:(D;;ZZ;;;WD)(A;;GA;;;WD)', 0x2, false],
    ['an empty access list', 'D:', 0x2, false],
    ['no access list', 'D:NO_ACCESS_CONTROL', 0x2, true],
    ['an owner may change the access list', `O:${ANN}D:`, WRITE_DAC, true],
    ['an owner may not write by that', `O:${ANN}D:`, 0x2, false],
    ['somebody else’s', `O:${BOB}D:`, WRITE_DAC, false],
    ['an owner may do what is said of owners', `O:${ANN}D:(A;;0x2;;;S-1-3-4)`, 0x2, true],
    ['an owner may do no more than is said of owners', `O:${ANN}D:(A;;0x2;;;OW)`, WRITE_DAC, false],
    ['what is said of owners in it is not said of it', `O:${ANN}D:(A;OIIO;0x2;;;OW)`, WRITE_DAC, true],
  ] as const) {
    it(`${what}: ${granted ? 'granted' : 'refused'}`, () => {
      assert.equal(isGranted('file', accessList, TOKENS['the user'], asked), granted);
    });
  }

  it('checks a write-restricted token a second time, for writing', () => {
    const token = TOKENS['a write-restricted service'];
    assert.equal(isGranted('file', 'D:(A;;GA;;;SU)', token, FILE_WRITE_DATA), false);
    assert.equal(isGranted('file', 'D:(A;;GA;;;SU)', token, GENERIC_READ), true);
    assert.equal(isGranted('file', 'D:(A;;GA;;;S-1-5-33)', token, FILE_WRITE_DATA), false);
    assert.equal(isGranted('file', 'D:(A;;GA;;;SU)(A;;GA;;;S-1-5-33)', token, FILE_WRITE_DATA), true);
  });
});
