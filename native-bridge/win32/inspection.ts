import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Inspection } from '../inspection.ts';
import { asWin32 } from '../node-files.ts';
import { InspectedWin32Mailslot, isMailslotOwned } from './inspected-mailslot.ts';
import { signatureOf } from './signature.ts';
import { elevationType } from './token-elevation.ts';

/** Looks at the real Windows, or at Wine. */
export const win32Inspection: Inspection = {
  createMailslot: (name) => Promise.resolve().then(() => new InspectedWin32Mailslot(name)),
  isMailslotOwned,
  fileHash: (path) => asWin32('ReadFile', () => hashOf(path)),
  fileTime: (path) => asWin32('GetFileTime', async () => (await stat(path)).mtimeMs),
  signature: signatureOf,
  elevation: elevationType,
};

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    hash.update(chunk as Buffer);
  return hash.digest('hex');
}
