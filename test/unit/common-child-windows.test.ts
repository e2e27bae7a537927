import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  childWindowKey,
  childWindowTitle,
  isChildWindowKey,
  OFFERED_WINDOWS,
  OWN_SERVICE_WINDOW,
  parseChildWindow,
  type ChildWindow,
} from '../../common/child-windows.ts';
import { ENGLISH } from '../../common/languages/english.ts';

/** Names as the SCM has them: any UTF-16 but slashes and NUL, in particular what divides keys. */
const anyUnit = fc.oneof(
  fc.constantFrom(':', '$', '(', ')', ' ', '_', '-', '\u202e', '\u00e4'),
  fc.integer({ min: 1, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
);
const anyServiceName = fc
  .array(anyUnit, { minLength: 1, maxLength: 256 })
  .map((units) => units.join('').replace(/[/\\]/g, '|'));

const anyWindow: fc.Arbitrary<ChildWindow> = fc.oneof(
  fc.record({ kind: fc.constantFrom('service' as const, 'messages' as const), subject: anyServiceName }),
  fc.constantFrom(
    ...(['messages', 'mailslot', 'system', 'settings', 'check', 'about'] as const).map((kind) => ({ kind })),
  ),
);

test('every window comes back from its key, and no two have the same', () => {
  fc.assert(
    fc.property(anyWindow, anyWindow, (one, other) => {
      assert.deepEqual({ ...parseChildWindow(childWindowKey(one)) }, { ...one });
      const isSame = one.kind === other.kind && subjectOf(one) === subjectOf(other);
      assert.equal(childWindowKey(one) === childWindowKey(other), isSame);
    }),
  );
});

test('whatever is no key is refused, and what is not refused is the key of its window', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.string(), nearlyKey()), (text) => {
      const window = parseChildWindow(text);
      assert.equal(isChildWindowKey(text), window !== undefined);
      if (window !== undefined) assert.equal(childWindowKey(window), text);
    }),
  );
});

test('a key of a kind that there is not, without its subject, or with one too many, is refused', () => {
  const refused = [
    ...[
      '',
      ':',
      'service',
      'service:',
      'messages:',
      'Service:Spooler',
      ' service:Spooler',
      'timeline:Spooler',
    ],
    ...['settings:', 'settings:Spooler', '__proto__', 'constructor:x', 'toString'],
    ...['service:a/b', String.raw`service:a\b`, 'service:a\0', `service:${'x'.repeat(257)}`],
    ...[undefined, null, 7, {}, [], ['messages'], { kind: 'messages' }],
  ];
  for (const key of refused) assert.equal(parseChildWindow(key), undefined, JSON.stringify(key));
  assert.equal(isChildWindowKey(`service:${'x'.repeat(256)}`), true);
  assert.deepEqual(parseChildWindow('service:a:b'), { kind: 'service', subject: 'a:b' });
});

test('the windows that the menus offer have the titles of their kinds, any other one names its service first', () => {
  const { titles } = ENGLISH.windows;
  assert.ok(OFFERED_WINDOWS.every(isChildWindowKey));
  assert.deepEqual(
    OFFERED_WINDOWS.map((key) => childWindowTitle(ENGLISH, key)),
    Object.values(titles),
  );
  assert.equal(childWindowTitle(ENGLISH, OWN_SERVICE_WINDOW), 'Service');
  assert.equal(childWindowTitle(ENGLISH, 'service:Spooler'), 'Spooler - Service');
  assert.equal(childWindowTitle(ENGLISH, 'messages:SigmaSrv'), 'SigmaSrv - Messages');
});

function subjectOf(window: ChildWindow): string | undefined {
  return 'subject' in window ? window.subject : undefined;
}

function nearlyKey(): fc.Arbitrary<string> {
  const kind = fc.constantFrom('service', 'messages', 'settings', 'timeline', '');
  return fc
    .tuple(kind, fc.constantFrom(':', '::', ''), fc.string({ maxLength: 300 }))
    .map((parts) => parts.join(''));
}
