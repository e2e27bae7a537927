import { SERVICE_NAME } from './product.ts';
import * as v from 'valibot';
import { displayText } from './display-text.ts';
import type { Words } from './languages/words.ts';

/**
 * A window inside the frame is its kind and, if the kind has one, its subject: the service that it shows. Its key joins
 * both in one text, for example `service:Spooler` or `settings`. The layout stores keys, and they cross between the
 * page and the main process.
 */

/** The longest key name of a service, in UTF-16 units; see CreateServiceW. */
const LONGEST_SERVICE_NAME = 256;

/** The key name of a service, as the SCM spells it. Windows allows no slash in it, and a NUL would end it. */
const serviceName = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(LONGEST_SERVICE_NAME),
  v.regex(/^[^\0/\\]*$/),
);

const childWindow = v.variant('kind', [
  v.strictObject({ kind: v.literal('service'), subject: serviceName }),
  /** Without a subject: the messages of all senders. */
  v.strictObject({ kind: v.literal('messages'), subject: v.exactOptional(serviceName) }),
  v.strictObject({ kind: v.picklist(['mailslot', 'system', 'settings', 'check', 'about']) }),
]);

export type ChildWindow = v.InferOutput<typeof childWindow>;
export type ChildWindowKind = ChildWindow['kind'];

export type ChildWindowKey = Exclude<ChildWindowKind, 'service'> | `${'service' | 'messages'}:${string}`;

/** The window of Sigma's own service. */
export const OWN_SERVICE_WINDOW = `service:${SERVICE_NAME}` satisfies ChildWindowKey;

/** The windows that the menus always offer, open or not, in this order. */
export const OFFERED_WINDOWS: readonly ChildWindowKey[] = [
  'messages',
  OWN_SERVICE_WINDOW,
  ...(['mailslot', 'system', 'settings', 'check', 'about'] as const),
];

export function childWindowKey(window: ChildWindow): ChildWindowKey {
  if (window.kind === 'service') return `service:${window.subject}`;
  if (window.kind === 'messages' && window.subject !== undefined) return `messages:${window.subject}`;
  return window.kind;
}

/** @returns the window of a key from any source; undefined if the text is no key */
export function parseChildWindow(key: unknown): ChildWindow | undefined {
  if (typeof key !== 'string') return undefined;
  const colon = key.indexOf(':');
  const parts = colon < 0 ? { kind: key } : { kind: key.slice(0, colon), subject: key.slice(colon + 1) };
  const result = v.safeParse(childWindow, parts);
  return result.success ? result.output : undefined;
}

export function isChildWindowKey(key: unknown): key is ChildWindowKey {
  return parseChildWindow(key) !== undefined;
}

/** @returns the key name of the service that a window shows, if it shows one */
export function subjectOf(key: string): string | undefined {
  const window = parseChildWindow(key);
  return window !== undefined && 'subject' in window ? window.subject : undefined;
}

/**
 * @returns the title of a window: its kind's title, after the service's name unless the menus always offer the window
 */
export function childWindowTitle({ windows }: Words, key: ChildWindowKey): string {
  const window = parseChildWindow(key);
  if (window === undefined) return '';
  const title = windows.titles[window.kind];
  if (!('subject' in window) || OFFERED_WINDOWS.includes(key)) return title;
  return `${displayText(window.subject)} - ${title}`;
}
