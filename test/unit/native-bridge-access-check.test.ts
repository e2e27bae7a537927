import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isGranted, type AccessToken } from '../../native-bridge/access-check.ts';
import {
  askedByCreateFile,
  GENERIC_ALL,
  GENERIC_EXECUTE,
  GENERIC_READ,
  GENERIC_WRITE,
  mapGenericRights,
  SYNCHRONIZE,
  type SecuredKind,
} from '../../native-bridge/access-rights.ts';
import type { ServiceAccess } from '../../native-bridge/bridge.ts';
import { MAILSLOT_WRITER_ACCESS, mailslotDescriptor } from '../../native-bridge/mailslot-access.ts';
import { accessEntries, withUserControl } from '../../native-bridge/registration/access-list.ts';
import {
  CLOSED_FILE_ACCESS,
  CLOSED_FOLDER_ACCESS,
  LOG_FOLDER_ACCESS,
} from '../../native-bridge/registration/wanted.ts';
import { serviceAccessBits } from '../../native-bridge/service-access.ts';

const ANN = 'S-1-5-21-1-2-3-1001';
const BOB = 'S-1-5-21-1-2-3-1002';

/** What Windows puts into a token by the way in which somebody has logged on. */
const TOKENS = {
  'the user': { accounts: [ANN, 'WD', 'BU', 'IU', 'AU'] },
  'the user over the network': { accounts: [ANN, 'WD', 'BU', 'NU', 'AU'] },
  'another user': { accounts: [BOB, 'WD', 'BU', 'IU', 'AU'] },
  'an administrator': { accounts: [BOB, 'WD', 'BA', 'BU', 'IU', 'AU'] },
  SYSTEM: { accounts: ['SY', 'BA', 'WD', 'AU'] },
  SigmaSrv: { accounts: ['LS', 'WD', 'BU', 'SU', 'AU', 'S-1-5-80-1'] },
  'a service under another account': { accounts: [BOB, 'WD', 'BU', 'SU', 'AU', 'S-1-5-80-2'] },
  'a write-restricted service': {
    accounts: ['LS', 'WD', 'BU', 'SU', 'AU', 'S-1-5-80-3'],
    writesAs: ['S-1-5-80-3', 'WD', 'S-1-5-33'],
  },
} as const satisfies Record<string, AccessToken>;
type Who = keyof typeof TOKENS;
const EVERYBODY = Object.keys(TOKENS) as Who[];

const FILE_WRITE_DATA = 0x2;
const FILE_APPEND_DATA = 0x4;
const FILE_ADD_FILE = 0x2;
const FILE_ADD_SUBDIRECTORY = 0x4;
const FILE_DELETE_CHILD = 0x40;
const DELETE = 0x1_0000;
const WRITE_DAC = 0x4_0000;
const WRITE_OWNER = 0x8_0000;
const KEY_QUERY_VALUE = 0x1;
const KEY_SET_VALUE = 0x2;

/** What makes a file or folder one's own. Each by itself is too much. */
const TAKING_OVER = [DELETE, WRITE_DAC, WRITE_OWNER];
/** FILE_GENERIC_WRITE without FILE_WRITE_DATA: what Node opens a file with that it appends to (libuv, src/win/fs.c). */
const APPENDING = askedByCreateFile(0x12_0114);
/** What MoveFileExW opens the file with that gets another name, and the one whose place it takes. */
const RENAMING = askedByCreateFile(DELETE);
/** The loader and CreateProcess map a file's sections: FILE_READ_DATA, FILE_EXECUTE, SYNCHRONIZE. */
const LOADING = 0x1 | 0x20 | SYNCHRONIZE;

const ADMINISTRATORS: readonly Who[] = ['an administrator', 'SYSTEM'];
const SERVICES: readonly Who[] = [
  'SigmaSrv',
  'a service under another account',
  'a write-restricted service',
];

interface Row {
  readonly what: string;
  readonly kind: SecuredKind;
  readonly accessList: string;
  /** Each mask that a line of Sigma's code has the system asked for. */
  readonly asked: readonly number[];
  /** Who gets all of them. Everybody else gets none of them. */
  readonly by: readonly Who[];
}

/** What Windows gives the key of all services, from which the key Parameters inherits. */
const SERVICES_KEY_ACCESS = 'D:PAI(A;CI;KR;;;BU)(A;CI;KA;;;BA)(A;CI;KA;;;SY)(A;CIIO;KA;;;CO)(A;CI;KR;;;AC)';
/** What the SCM gives every new service. */
const SERVICE_ACCESS =
  'D:(A;;CCLCSWRPWPDTLOCRRC;;;SY)(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;BA)(A;;CCLCSWLOCRRC;;;IU)(A;;CCLCSWLOCRRC;;;SU)';

function service(...access: ServiceAccess[]): number {
  return serviceAccessBits(access);
}

const TABLE: readonly Row[] = [
  {
    what: 'the mailslot, to post into',
    kind: 'file',
    accessList: mailslotDescriptor(ANN),
    asked: [askedByCreateFile(MAILSLOT_WRITER_ACCESS), askedByCreateFile(FILE_WRITE_DATA)],
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
    what: 'the log folder, to make the log in it, to append and to give it another name',
    kind: 'file',
    accessList: LOG_FOLDER_ACCESS,
    asked: [FILE_ADD_FILE, APPENDING, RENAMING],
    by: ['SigmaSrv', ...ADMINISTRATORS],
  },
  {
    what: 'the log, to read it',
    kind: 'file',
    accessList: LOG_FOLDER_ACCESS,
    asked: [askedByCreateFile(GENERIC_READ)],
    by: EVERYBODY,
  },
  {
    what: 'the log folder, to say who may write into it',
    kind: 'file',
    accessList: LOG_FOLDER_ACCESS,
    asked: [FILE_DELETE_CHILD, WRITE_DAC, WRITE_OWNER],
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
    const asked = askedByCreateFile(MAILSLOT_WRITER_ACCESS);
    assert.equal(isGranted('file', accessList, TOKENS.SigmaSrv, asked), false);
    assert.equal(isGranted('file', accessList, TOKENS.SigmaSrv, asked & ~0x80), true);
  });
});

describe('the access check', () => {
  it('asks for what a generic right stands for, by the kind of thing', () => {
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
