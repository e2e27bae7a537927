import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { STARTUP_TYPES } from '../../common/service-configuration.ts';
import {
  CONTROL_VERBS,
  helperArguments,
  isServiceName,
  type HelperRequest,
} from '../../common/sigma-service.ts';
import { parseCommandLine } from '../../engine/verbs/command-line.ts';

const someName = fc.string({ minLength: 1, maxLength: 256, unit: 'grapheme' }).filter(isServiceName);

test('the helper understands each request as it was meant, whatever the service is called', () => {
  fc.assert(
    fc.property(someName, fc.constantFrom(...CONTROL_VERBS), (service, verb) => {
      const values = helperArguments({ verb, service });
      assert.deepEqual(parseCommandLine(values ?? []), { kind: 'control', verb, service });
    }),
  );
  fc.assert(
    fc.property(someName, fc.constantFrom(...STARTUP_TYPES), (service, startupType) => {
      const values = helperArguments({ verb: '/startup-type', service, startupType });
      assert.deepEqual(parseCommandLine(values ?? []), { kind: 'startup-type', service, startupType });
    }),
  );
});

test('nothing else becomes arguments, whatever the types say', () => {
  const others: readonly unknown[] = [
    { verb: '/install-update' },
    { verb: '/stop & calc.exe' },
    { verb: '/register /auto' },
    { verb: '/register', service: 'Spooler' },
    { verb: '/unregister', service: 'Spooler' },
    { verb: '/end-process' },
    { verb: '/startup-type' },
    { verb: '/startup-type', service: 'Spooler' },
    { verb: '/startup-type', service: 'Spooler', startupType: 'boot' },
    { verb: '/startup-type', service: 'Spooler', startupType: 'toString' },
    { verb: 'toString', service: 'Spooler' },
  ];
  for (const other of others)
    assert.equal(helperArguments(other as HelperRequest), undefined, JSON.stringify(other));
});

test('a name is what the SCM could have, without control characters', () => {
  for (const name of ['Spooler', 'MSSQL$SQLEXPRESS', '()', ' ', 'x'.repeat(256), 'evil\u202etxt', '"'])
    assert.ok(isServiceName(name), name);
  for (const name of [
    '',
    'x'.repeat(257),
    'a/b',
    String.raw`a\b`,
    'a\0',
    'a\tb',
    'a\nb',
    '\u007f',
    'a\ud800',
  ])
    assert.ok(!isServiceName(name), JSON.stringify(name));
});
