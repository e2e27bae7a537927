import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isOwnAddress } from './confinement.ts';

/**
 * The window may load its own files, and nothing else from anywhere. No text becomes markup or script, wherever it
 * comes from: an attempt to make it so throws.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Answers a request from the window. */
export type Responder = (request: Request) => Promise<Response>;

/**
 * @returns the function that serves the files in `folder` as they are now, and no others: a request has to name one of
 *   them exactly, so no path, encoded or not, leads out
 */
export async function serveFolder(folder: string): Promise<Responder> {
  const files = await listFiles(folder);
  return async (request) => {
    const isServed = request.method === 'GET' && isOwnAddress(request.url);
    const file = isServed ? files.get(new URL(request.url).pathname) : undefined;
    if (file === undefined) return new Response('Not found', { status: 404, headers: headersFor('.txt') });
    return new Response(await readFile(file), { headers: headersFor(extname(file)) });
  };
}

async function listFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = await filesBelow(folder);
  return new Map(files.map((file) => [file.slice(folder.length).replaceAll('\\', '/'), file]));
}

/** Folder by folder, because in an .asar archive Electron's `recursive` takes folders for files. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const below = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    // A link is not one of the window's files, wherever it points.
    return entry.isFile() ? [path] : [];
  });
  return (await Promise.all(below)).flat();
}

function headersFor(extension: string): Record<string, string> {
  return {
    'content-type': CONTENT_TYPES[extension] ?? 'text/plain; charset=utf-8',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
  };
}
