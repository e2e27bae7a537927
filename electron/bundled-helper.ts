import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Helper } from '../native-bridge/bridge.ts';

const hashesSchema = v.record(v.string(), v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)));

/**
 * The helper as the build left it beside the client.
 * @param appFolder the folder of the client's own bundle, which has the hashes of the helper's files
 * @returns a helper without hashes, which is never run, if the bundle has none
 */
export async function bundledHelper(executable: string, appFolder: string): Promise<Helper> {
  try {
    const text = await readFile(join(appFolder, 'helper.json'), 'utf8');
    return { executable, sha256: v.parse(hashesSchema, JSON.parse(text)) };
  } catch {
    return { executable, sha256: {} };
  }
}
