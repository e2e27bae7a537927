import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from './npm.ts';
import { CACHE, ROOT } from './paths.ts';
import { runOrThrow } from './run.ts';

/** What package-lock.json records about one package. */
export interface LockedVersion {
  readonly version: string;
  /** A subresource integrity string, such as `sha512-…`. */
  readonly integrity: string;
}

/**
 * Finds the folder of a package with exactly the version and integrity in package-lock.json. A package for another
 * operating system, which `npm ci` leaves out, is fetched once and kept.
 * @throws Error if the lock file does not name it, or the registry sends something else
 */
export async function lockedPackage(name: string): Promise<string> {
  const installed = await installedPackage(name);
  if (installed !== undefined) return installed;
  const locked = await lockedVersion(name);
  const cached = join(CACHE, `${name.replaceAll('/', '-')}-${locked.version}`);
  if (!existsSync(cached)) await fetchInto(cached, name, locked);
  return cached;
}

/**
 * @returns the folder of a package in node_modules; undefined unless it has the version in package-lock.json
 * @throws Error if the lock file does not name it
 */
export async function installedPackage(name: string): Promise<string | undefined> {
  const folder = join(ROOT, 'node_modules', name);
  return (await installedVersion(folder)) === (await lockedVersion(name)).version ? folder : undefined;
}

/** @throws Error if package-lock.json does not name the package */
export async function lockedVersion(name: string): Promise<LockedVersion> {
  const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedVersion>>;
  };
  const locked = lock.packages[`node_modules/${name}`];
  if (locked === undefined) throw new Error(`package-lock.json does not name the package ${name}.`);
  return locked;
}

async function installedVersion(folder: string): Promise<string | undefined> {
  const description = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
  if (description === undefined) return undefined;
  return (JSON.parse(description) as { readonly version: string }).version;
}

/** Unfinished work is in a folder of its own, so an interruption leaves nothing that looks complete. */
async function fetchInto(target: string, name: string, { version, integrity }: LockedVersion): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const workshop = await mkdtemp(join(CACHE, 'fetching-'));
  try {
    await npm(['pack', `${name}@${version}`, '--silent', '--ignore-scripts'], workshop);
    const archive = (await readdir(workshop)).find((file) => file.endsWith('.tgz'));
    if (archive === undefined) throw new Error(`npm pack ${name}@${version} made no archive.`);
    verifyIntegrity(await readFile(join(workshop, archive)), integrity, `${name}@${version}`);
    // A relative name, because to GNU tar a drive letter means another computer.
    await runOrThrow('tar', ['-xzf', archive], { cwd: workshop });
    await rename(join(workshop, 'package'), target);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

/** @throws Error if the SHA-512 of the bytes is not the locked one */
export function verifyIntegrity(archive: Buffer, integrity: string, what: string): void {
  const actual = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  if (actual !== integrity) {
    throw new Error(`${what} is not what package-lock.json names: expected ${integrity}, got ${actual}.`);
  }
}
