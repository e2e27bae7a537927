import * as v from 'valibot';
import type { UpdateObstacle, Update } from '../../common/updates.ts';
import { displayText, shortened } from '../../common/display-text.ts';
import { UpdateError } from './update-state.ts';

/** The required content of app-update.yml, which electron-builder writes and only administrators can change. */
const configurationSchema = v.object({
  provider: v.literal('generic'),
  url: v.string(),
});

const publishers = v.union([v.string(), v.array(v.string())]);

/** Who must have signed an update, or why there are none. */
export type UpdateSource =
  | { readonly kind: 'usable'; readonly publishers: readonly string[] }
  | { readonly kind: 'unusable'; readonly obstacle: UpdateObstacle };

/**
 * Anything not known for certain is an obstacle.
 * @param configuration the content of app-update.yml; undefined if there is none
 */
export function updateSource(configuration: unknown): UpdateSource {
  const parsed = v.safeParse(configurationSchema, configuration);
  const url = parsed.success ? URL.parse(parsed.output.url) : null;
  if (url === null) return { kind: 'unusable', obstacle: 'no-address' };
  if (url.protocol !== 'https:') return { kind: 'unusable', obstacle: 'not-secure' };
  const names = publishersIn(configuration);
  if (names.length === 0) return { kind: 'unusable', obstacle: 'unsigned' };
  return { kind: 'usable', publishers: names };
}

function publishersIn(configuration: unknown): readonly string[] {
  const { publisherName } = configuration as { readonly publisherName?: unknown };
  const parsed = v.safeParse(publishers, publisherName);
  if (!parsed.success) return [];
  return [parsed.output].flat().filter((name) => name.trim() !== '');
}

/** The longest release notes that are shown, in UTF-16 units and in lines. */
const NOTES_LIMIT = 4000;
const LINES_LIMIT = 100;

/** A version in the form of https://semver.org. */
const VERSION = /^\d{1,9}\.\d{1,9}\.\d{1,9}(-[0-9A-Za-z.-]{1,40})?$/;

const note = v.nullish(v.string());

/** What the update server says about a version, as far as it is used. */
const updateInfo = v.object({
  version: v.pipe(v.string(), v.regex(VERSION)),
  releaseNotes: v.optional(v.union([note, v.array(v.object({ note }))])),
});

/**
 * @param info the update server's answer
 * @throws UpdateError for anything invalid
 */
export function readUpdate(info: unknown): Update {
  const parsed = v.safeParse(updateInfo, info, { abortEarly: true });
  if (!parsed.success) throw new UpdateError('not-understood', parsed.issues[0].message);
  const { version, releaseNotes } = parsed.output;
  const notes = Array.isArray(releaseNotes)
    ? releaseNotes.map((each) => each.note ?? '')
    : [releaseNotes ?? ''];
  return { version, notes: plainNotes(notes.join('\n\n')) };
}

/** @returns release notes, which may be HTML or Markdown, as plain text that is safe to show */
export function plainNotes(notes: string): string {
  const text = withoutMarkup(shortened(notes, 4 * NOTES_LIMIT).replaceAll(/\r\n?/g, '\n'));
  const lines = text.split('\n').map((line) => displayText(line.replaceAll('\t', ' ').trimEnd()));
  const shown = lines
    .slice(0, LINES_LIMIT)
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return shortened(shown, NOTES_LIMIT);
}

/** For readability only: the result is shown as text, so a missed tag does nothing. */
function withoutMarkup(text: string): string {
  return text
    .replaceAll(/<(br|\/p|\/div|\/li|\/h[1-6])\b[^<>]*>/gi, '\n')
    .replaceAll(/<li\b[^<>]*>/gi, '- ')
    .replaceAll(/<\/?[a-z][^<>]*>/gi, '')
    .replaceAll(/&(lt|gt|quot|#39|nbsp|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
};
