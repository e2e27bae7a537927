import type { RequestName } from '../../common/ipc-names.ts';
import type { Random } from './fuzz-random.ts';

/** The window's requests, as a basis for mutations. */
const GOOD: Readonly<Record<RequestName, readonly unknown[]>> = {
  snapshot: [undefined],
  about: [undefined],
  check: [undefined],
  took: [0, 1, 1000],
  perform: ['install', 'uninstall', 'start', 'stop', 'restart', 'pause', 'continue', 'repair'],
  setPostInterval: [250, 1000, 60_000],
  leave: [undefined],
  refresh: [undefined],
  checkForUpdates: [undefined],
  downloadUpdate: [undefined],
  installUpdate: [undefined],
  changeSettings: [{ theme: 'dark' }, { language: 'de', notifications: false }, { startWithWindows: true }],
  exportMessages: [{ format: 'csv', suggestedName: 'Sigma 2024-01-01', text: 'a,b,c' }],
  showExported: [undefined],
  wholeTexts: [[1], [1, 2, 3]],
  reportWindows: [
    {
      windows: [
        { key: 'messages', isOpen: true },
        { key: 'service:SigmaSrv', isOpen: false },
      ],
      active: 'messages',
      commands: ['cascade', 'close'],
    },
  ],
};

const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'then',
  'length',
  'kind',
  'key',
  'id',
  '',
  '0',
  '\0',
];

const TEXTS = [
  ...[
    '',
    ' ',
    '\0',
    '\ud800',
    '\udc00',
    '\u202e',
    '\u200b',
    '../..',
    'C:\\Windows',
    '\\\\.\\pipe\\x',
    '/register',
  ],
  ...[
    '__proto__',
    'constructor',
    'install\0',
    'INSTALL',
    'start ',
    '/start',
    '"',
    '<img src=x onerror=x>',
    '%00',
  ],
  ...['😀', 'ﬀ', 'İ', '1000', 'true', 'null', 'undefined', '[object Object]', '=cmd|calc', 'sigma:perform'],
];

const NUMBERS = [0, -0, -1, 0.5, 1e21, -1e21, 2 ** 31, 2 ** 32, 2 ** 53, Number.MAX_VALUE, Number.MIN_VALUE];
const NO_NUMBERS = [Number.NaN, Infinity, -Infinity, 0n, -1n, 2n ** 64n];

/** What can't cross unchanged; the window's side of the IPC refuses it, or leaves it out. */
const UNCLONABLE: readonly (() => unknown)[] = [
  () => () => 1,
  () => Symbol('text'),
  () => Promise.resolve(1),
  () => new WeakMap(),
  () => ({ get theme() { throw new Error('A getter'); } }), // prettier-ignore
];

const LEAVES: readonly ((random: Random) => unknown)[] = [
  () => undefined,
  () => null,
  () => true,
  () => false,
  (random) => random.pick(NUMBERS),
  (random) => random.pick(NO_NUMBERS),
  (random) => random.pick(TEXTS),
  (random) => random.pick(TEXTS).repeat(1 + random.below(20)),
  (random) => String.fromCharCode(...Array.from({ length: random.below(20) }, () => random.below(0x10000))),
  (random) => new Date(random.pick([0, -1, 8.64e15, Number.NaN])),
  () => /start/g,
  () => new Error('start'),
  () => new Map([['theme', 'dark']]),
  () => new Set(['start']),
  () => Object('start') as unknown,
  () => Object(1000) as unknown,
  (random) => new Uint8Array(random.below(20)),
  () => new Float64Array([Number.NaN]),
  () => new ArrayBuffer(8),
  () => new DataView(new ArrayBuffer(8)),
  () => [],
  () => ({}),
  () => Object.create(null) as unknown,
  () => Array<unknown>(5),
  (random) => Array.from({ length: random.below(30) }, () => random.pick(TEXTS)),
  (random) => owning(random.pick(KEYS), { theme: 'dark', kind: 'present', isOpen: true }),
  () => nested(20),
  () => cyclic(),
  (random) => random.pick(UNCLONABLE)(),
];

/** These are slow, and so are rare. */
const LARGE: readonly (() => unknown)[] = [
  () => nested(10_000),
  () => 'start'.repeat(200_000),
  () => Array.from({ length: 50_000 }, () => 'cascade'),
  () => Array.from({ length: 10_000 }, () => ({ id: 'messages', isOpen: true })),
  () => Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key${index}`, index])),
  () => new Uint8Array(1_000_000),
  () => Array<unknown>(2 ** 32 - 1),
];

/** @returns an argument of the request, or what an attacker who has taken over the window might pass instead */
export function hostileArgument(name: RequestName, random: Random): unknown {
  if (random.below(2500) === 0)
    return random.pick([...LARGE.map((make) => make()), within(name, random, LARGE)]);
  if (random.below(3) === 0) return random.pick(LEAVES)(random);
  const changes = random.below(4);
  let value = structuredClone(random.pick(GOOD[name]));
  for (let change = 0; change < changes; change += 1) value = mutated(value, random);
  return value;
}

function within(name: RequestName, random: Random, makes: readonly (() => unknown)[]): unknown {
  const value = structuredClone(random.pick(GOOD[name]));
  const large = random.pick(makes)();
  return typeof value === 'object' && value !== null
    ? { ...value, [random.pick(Object.keys(value))]: large }
    : large;
}

/** Changes the value, or something in it. */
function mutated(value: unknown, random: Random): unknown {
  if (typeof value === 'string' && random.below(2) === 0) return mutatedText(value, random);
  if (typeof value === 'number' && random.below(2) === 0)
    return value + random.pick([-1, 0.5, 1, 2 ** 53, 1e300]);
  if (typeof value !== 'object' || value === null || random.below(6) === 0)
    return random.pick(LEAVES)(random);
  const keys = Object.keys(value);
  const key = keys.length === 0 || random.below(5) === 0 ? random.pick(KEYS) : random.pick(keys);
  if (random.below(6) === 0) {
    Reflect.deleteProperty(value, key);
    return value;
  }
  return owning(key, mutated(Object.getOwnPropertyDescriptor(value, key)?.value, random), value);
}

function mutatedText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + random.pick(TEXTS) + text.slice(at + random.below(2));
}

/** @returns the object with an own property, even one called `__proto__` */
function owning(key: string, value: unknown, object: object = {}): unknown {
  try {
    return Object.defineProperty(object, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } catch {
    // An array's length, and the elements of typed arrays, do not accept everything.
    return object;
  }
}

function nested(depth: number): unknown {
  let value: unknown = 'start';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { windows: value };
  return value;
}

function cyclic(): unknown {
  const value: Record<string, unknown> = { theme: 'dark' };
  value['windows'] = [value];
  return value;
}
