import { SERVICE_STATES } from '../../common/service-status.ts';
import { encodeMessage, formatStatusMessage, statusSentence } from '../../common/status-message.ts';
import { MAX_MESSAGE_BYTES } from '../../native-bridge/bridge.ts';
import type { Random } from './fuzz-random.ts';

/** Process ids for the messages, few enough to recur, as a service's own does. */
const PROCESS_IDS = [4, 8, 4242];

const NUMBERS = [
  ...['0', '-0', '-1', '1', '00000000000001', '255', '65536', '4294967295', '4294967296', '2147483648'],
  ...[
    '999999999999999',
    '9007199254740991',
    '9007199254740993',
    '99999999999999999999',
    '1e9',
    '0x12',
    '1.5',
  ],
  ...['NaN', 'Infinity', '', ' ', '١٢', '²', '1_000', '+5', '12\u202e34', 'true', 'null', '[object Object]'],
];
const TIMES = [
  ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2024-02-30T00:00:00Z', '2024-01-01T24:00:00Z'],
  ...['2024-01-01T25:00:00Z', '2024-13-01T00:00:00Z', '2024-01-01', '2024-01-01T00:00:00+01:00', 'now', ''],
];
const KEYS = [
  ...['seq', 'at', 'state', 'pid', 'up', 'mem', 'every', 'lost', '', '__proto__', 'constructor', 'prototype'],
  ...['toString', 'hasOwnProperty', '__defineGetter__', 'SEQ', 'seq ', '\u200bseq'],
];
/** Halves of characters, control characters, characters that reorder or hide text, and the elements of the form. */
const UNITS = [
  ...[0x0000, 0x0001, 0x0007, 0x0008, 0x0009, 0x000a, 0x000d, 0x001b, 0x007f, 0x0080, 0x009b, 0x00ad],
  ...[0x061c, 0x180e, 0x200b, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069],
  ...[0xd800, 0xdbff, 0xdc00, 0xdfff, 0xd83d, 0xfeff, 0xfff9, 0xfffd, 0xfffe, 0xffff, 0x0300, 0x1d17],
  ...[0x0020, 0x007c, 0x003d, 0x003c, 0x0026, 0x0027, 0x0022, 0x0025, 0x005c],
];
const NUMBERED = ['seq', 'pid', 'up', 'mem', 'every', 'lost'];

/** @returns the bytes of a message from a malicious or careless program */
export function hostileMessage(random: Random): Uint8Array {
  // Long ones are rare because they are slow, not because they are harmless.
  if (random.below(4000) === 0) return longMessage(random);
  return random.pick(SMALL)(random);
}

const SMALL: readonly ((random: Random) => Uint8Array)[] = [
  anyBytes,
  anyPairs,
  anyPairs,
  statusMessage,
  (random) => withUnits(statusMessage(random), random),
  (random) => withFlippedBits(statusMessage(random), random),
  (random) => statusMessage(random).subarray(random.below(40)),
  (random) => withoutEnd(statusMessage(random), random),
  (random) => joined(statusMessage(random), withoutEnd(statusMessage(random), random)),
];

function statusMessage(random: Random): Uint8Array {
  const state = random.pick(SERVICE_STATES);
  const up = random.below(random.pick([10, 100_000, 2 ** 31]));
  const text = formatStatusMessage(statusSentence('Sigma Support Service', state, up), {
    seq: random.below(random.pick([10, 2 ** 31])),
    at: Date.UTC(2024, 0, 1) + random.below(1e9),
    state,
    pid: random.pick(PROCESS_IDS),
    up,
    mem: random.below(1e9),
    every: random.pick([250, 1000, 60_000]),
    lost: random.below(100),
  });
  return encodeMessage(text);
}

/** The form is right, the values are arbitrary. */
function anyPairs(random: Random): Uint8Array {
  const pairs = new Map<string, string>([
    ['seq', String(random.below(1000))],
    ['at', '2024-01-01T00:00:00.000Z'],
    ['state', random.pick(SERVICE_STATES)],
    ['pid', String(random.pick(PROCESS_IDS))],
    ['up', '5'],
    ['mem', '1000'],
  ]);
  for (let changes = 1 + random.below(3); changes > 0; changes -= 1) {
    if (random.below(5) === 0) pairs.set('at', random.pick(TIMES));
    else if (random.below(4) === 0) pairs.set(random.pick(KEYS), random.pick(NUMBERS));
    else pairs.set(random.pick(NUMBERED), random.pick(NUMBERS));
  }
  const tail = [...pairs].map(([key, value]) => `${key}=${value}`).join(' ');
  return encodeMessage(`text | ${tail}`);
}

function anyBytes(random: Random): Uint8Array {
  return Uint8Array.from({ length: random.below(120) }, () => random.below(256));
}

function longMessage(random: Random): Uint8Array {
  const unit = random.pick(UNITS);
  const bytes = new Uint8Array(MAX_MESSAGE_BYTES - random.below(3));
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    bytes[at] = unit & 0xff;
    bytes[at + 1] = unit >> 8;
  }
  return random.below(2) === 0 ? bytes : withUnits(bytes, random);
}

function withUnits(bytes: Uint8Array, random: Random): Uint8Array {
  for (let changes = 1 + random.below(6); changes > 0; changes -= 1) {
    const at = 2 * random.below(Math.floor(bytes.length / 2));
    const unit = random.pick(UNITS);
    bytes[at] = unit & 0xff;
    bytes[at + 1] = unit >> 8;
  }
  return bytes;
}

function withFlippedBits(bytes: Uint8Array, random: Random): Uint8Array {
  for (let changes = 1 + random.below(8); changes > 0; changes -= 1) {
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  }
  return bytes;
}

/** As often of an odd length as of an even one. */
function withoutEnd(bytes: Uint8Array, random: Random): Uint8Array {
  return bytes.subarray(0, random.below(bytes.length));
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(left.length + right.length);
  bytes.set(left);
  bytes.set(right, left.length);
  return bytes;
}
