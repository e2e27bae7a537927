import * as v from 'valibot';
import type { UpdateObstacle } from '../../common/updates.ts';

/** What has to stand in app-update.yml, which electron-builder writes and only administrators can change. */
const configurationSchema = v.object({
  provider: v.literal('generic'),
  url: v.string(),
});

const publishers = v.union([v.string(), v.array(v.string())]);

/** Who has to have signed an update, or why there are none. */
export type UpdateSource =
  | { readonly kind: 'usable'; readonly publishers: readonly string[] }
  | { readonly kind: 'unusable'; readonly obstacle: UpdateObstacle };

/**
 * Whatever is not known for certain is an obstacle.
 * @param configuration what stands in app-update.yml; undefined where there is none
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
