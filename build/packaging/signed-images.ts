import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCertificates } from '../portable-executable.ts';

/** The part of electron-builder that signs a file, if it was given a certificate. */
export interface Signer {
  /** Skips a file whose name the configuration's `signExts` excludes. */
  readonly signIf: (file: string) => Promise<boolean>;
}

/**
 * The files that Windows loads code from. Smart App Control and App Control for Business examine each of them, addons
 * too.
 */
const IMAGE = /\.(?:exe|dll|node)$/i;
const LIBRARY = /\.(?:dll|node)$/i;

/** Larger than the headers of any image. */
const PAGE_BYTES = 0x1000;

/** @returns the paths of all executables, libraries and addons below a folder, relative to it, with slashes */
export async function imagesIn(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => IMAGE.test(file)).map((file) => file.replaceAll('\\', '/'));
}

/** @returns whether the file has an Authenticode signature from anyone */
export async function isSigned(file: string): Promise<boolean> {
  const { page, bytes } = await firstPage(file);
  return hasCertificates(page, bytes);
}

/**
 * Signs the unsigned libraries and addons below a folder, which electron-builder itself does not: what Microsoft has
 * signed stays as it is.
 */
export async function signLibraries(folder: string, signer: Signer): Promise<void> {
  for (const file of await imagesIn(folder)) {
    if (LIBRARY.test(file) && !(await isSigned(join(folder, file)))) await signer.signIf(join(folder, file));
  }
}

/** @returns the beginning of a file, which may be large, and its length */
export async function firstPage(file: string): Promise<{ readonly page: Buffer; readonly bytes: number }> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(PAGE_BYTES), 0, PAGE_BYTES, 0);
    return { page: buffer.subarray(0, bytesRead), bytes: (await handle.stat()).size };
  } finally {
    await handle.close();
  }
}
