import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseCommandLine, USAGE, VERBS } from '../../service/command-line.ts';

test('every verb is understood in any case of letters, and with a hyphen', () => {
  for (const verb of VERBS) {
    const name = verb.slice(1);
    for (const written of [verb, verb.toUpperCase(), `-${name}`, `--${name}`]) {
      assert.deepEqual(parseCommandLine([written]), { kind: 'verb', verb }, written);
    }
    assert.ok(USAGE.includes(`SigmaSrv ${verb} `), `${verb} is explained`);
  }
  for (const written of ['/?', '-h', '/H']) {
    assert.deepEqual(parseCommandLine([written]), { kind: 'verb', verb: '/help' });
  }
});

test('no argument means that the SCM has started it', () => {
  assert.deepEqual(parseCommandLine([]), { kind: 'serve' });
});

test('whatever else is given does nothing', () => {
  const known = new Set<string>([...VERBS, '/?', '/h']);
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!known.has(text.toLowerCase().replace(/^--?/, '/')));
      assert.equal(parseCommandLine([text]).kind, 'invalid');
    }),
  );
  for (const parameters of [['/register', '/start'], ['register'], ['/'], [''], ['/register ']]) {
    assert.equal(parseCommandLine(parameters).kind, 'invalid', parameters.join(' '));
  }
});
