import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HELPER_VERBS } from '../../common/sigma-service.ts';
import { parseCommandLine, VERB_FLAGS, VERBS, type CommandLine } from '../../engine/verbs/command-line.ts';
import { isHelperCommand } from '../../engine/verbs/perform-command.ts';
import { USAGE } from '../../service/cli/usage.ts';

const PLAIN_REGISTER: CommandLine = {
  kind: 'register',
  options: { startType: 'demand', allowUserControl: false },
  start: false,
  dryRun: false,
};

const MEANINGS: readonly [string, CommandLine][] = [
  ['/register', PLAIN_REGISTER],
  ['/register /demand', PLAIN_REGISTER],
  ['/REGISTER --Start', { ...PLAIN_REGISTER, start: true }],
  ['/register /dry-run', { ...PLAIN_REGISTER, dryRun: true }],
  ['-register -auto', { ...PLAIN_REGISTER, options: { startType: 'auto', allowUserControl: false } }],
  [
    '/register /allow-user-control /delayed /start',
    { ...PLAIN_REGISTER, options: { startType: 'delayed-auto', allowUserControl: true }, start: true },
  ],
  ['/unregister', { kind: 'unregister' }],
  ['/repair', { kind: 'repair' }],
  ['/start', { kind: 'control', verb: '/start', service: undefined }],
  ['/Stop', { kind: 'control', verb: '/stop', service: undefined }],
  ['/pause', { kind: 'control', verb: '/pause', service: undefined }],
  ['/continue', { kind: 'control', verb: '/continue', service: undefined }],
  ['/restart', { kind: 'control', verb: '/restart', service: undefined }],
  ['/allow-user-control', { kind: 'allow-user-control' }],
  ['--End-User-Control', { kind: 'end-user-control' }],
  ['/config', { kind: 'config' }],
  [
    '/config postintervalms=2500',
    { kind: 'change-config', assignment: { name: 'PostIntervalMs', value: 2500 } },
  ],
  [
    String.raw`/Install-Update C:\Users\a\Setup.EXE`,
    { kind: 'install-update', file: String.raw`C:\Users\a\Setup.EXE` },
  ],
  ['start', { kind: 'control', verb: '/start', service: undefined }],
  ['/stop Spooler', { kind: 'control', verb: '/stop', service: 'Spooler' }],
  ['/restart -json', { kind: 'control', verb: '/restart', service: '-json' }],
  ['stop start', { kind: 'control', verb: '/stop', service: 'start' }],
  ['/status MSSQL$SQLEXPRESS /json', { kind: 'status', service: 'MSSQL$SQLEXPRESS', json: true }],
  ['status --json', { kind: 'status', service: '--json', json: false }],
  ['/startup-type Spooler /Disabled', { kind: 'startup-type', service: 'Spooler', startupType: 'disabled' }],
  [
    'startup-type -delayed -delayed',
    { kind: 'startup-type', service: '-delayed', startupType: 'delayed-auto' },
  ],
  ['startup-type Spooler demand', { kind: 'startup-type', service: 'Spooler', startupType: 'demand' }],
  ['/startup-type /auto', { kind: 'startup-type', service: undefined, startupType: 'auto' }],
  ['/end-process Spooler', { kind: 'end-process', service: 'Spooler' }],
  ['end-process 1234', { kind: 'end-process', service: '1234' }],
  ['/list', { kind: 'list', problems: false, json: false }],
  ['/List -problems --JSON', { kind: 'list', problems: true, json: true }],
  ['/status', { kind: 'status', service: undefined, json: false }],
  ['/status /json', { kind: 'status', service: undefined, json: true }],
  ['/watch', { kind: 'watch', services: [], json: false }],
  ['watch Spooler stop -json /JSON', { kind: 'watch', services: ['Spooler', 'stop', '-json'], json: true }],
  ['/check', { kind: 'check', json: false }],
  ['--Check -JSON', { kind: 'check', json: true }],
  ['/console', { kind: 'console' }],
  ['--version', { kind: 'version' }],
  ['/help', { kind: 'help' }],
  ['/?', { kind: 'help' }],
  ['-h', { kind: 'help' }],
];

const REFUSED = [
  '/',
  '/bogus',
  '/register register',
  '/register /stop',
  '/register /json',
  '/register /auto /demand',
  '/register /delayed /auto',
  '/register /start /start',
  '/start Spooler Fax',
  '/start Spooler /json',
  '/register Spooler',
  '/register /disabled',
  '/startup-type',
  '/startup-type Spooler',
  '/startup-type Spooler /auto /demand',
  '/end-process',
  '/end-process /auto',
  '/end-process Spooler Fax',
  '/allow-user-control S-1-5-11',
  '/end-user-control /allow-user-control',
  '/list SigmaSrv',
  '/status /json /json',
  '/check /start',
  '/watch Spooler /problems',
  '/watch /json Spooler /json',
  '/config PostIntervalMs',
  '/config PostIntervalMs=',
  '/config PostIntervalMs=99',
  '/config PostIntervalMs=60001',
  '/config PostIntervalMs=1e3',
  '/config PostIntervalMs=-1000',
  '/config PostIntervalMs=1000=1000',
  '/config PostIntervalMs=1000 PostIntervalMs=1000',
  '/config ImagePath=1000',
  '/install-update',
  '/install-update setup.exe',
  '/install-update C:setup.exe',
  String.raw`/install-update \\server\share\setup.exe`,
  String.raw`/install-update \\?\C:\setup.exe`,
  String.raw`/install-update C:\setup.txt`,
  String.raw`/install-update C:\setup.txt:setup.exe`,
  String.raw`/install-update C:\setup.exe /start`,
];

for (const [line, command] of MEANINGS) {
  test(`${line} is understood`, () => {
    assert.deepEqual(parseCommandLine(line.split(' ')), command);
  });
}

for (const line of REFUSED) {
  test(`${line} does nothing`, () => {
    assert.equal(parseCommandLine(line.split(' ')).kind, 'invalid');
  });
}

test('every verb and every flag is explained', () => {
  for (const verb of VERBS) {
    assert.match(USAGE, new RegExp(`SigmaSrv ${verb}\\b`), verb);
    for (const flag of VERB_FLAGS[verb]) assert.ok(USAGE.includes(flag), flag);
  }
});

test('no argument means that the SCM has started it', () => {
  assert.deepEqual(parseCommandLine([]), { kind: 'serve' });
});

test('any other argument does nothing', () => {
  const known = new Set<string>([...VERBS, '/?', '/h']);
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (text, more) => {
      fc.pre(!known.has(text.toLowerCase().replace(/^(\/|--?)?/, '/')));
      assert.equal(parseCommandLine([text, ...more]).kind, 'invalid');
    }),
  );
});

test('everything that the elevated helper may be handed is understood', () => {
  for (const verb of HELPER_VERBS) {
    assert.ok(isHelperCommand(parseCommandLine(verb.split(' '))), verb);
  }
});
