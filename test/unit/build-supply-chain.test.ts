import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../build/paths.ts';

/** What package.json records about the packages that Sigma uses. */
type Tables = Readonly<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Readonly<Record<string, string>>>
>;

interface LockedEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
}

const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Tables;
const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedEntry>>;
};

/** A package under another name is asked for as `npm:NAME@VERSION`. */
const { dependencies, devDependencies, optionalDependencies } = manifest;
const asked = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).map(
  ([name, version]) => [name, version.replace(/^npm:[a-z-]+@/, '')] as const,
);

test('package.json asks for exact versions alone', () => {
  assert.ok(asked.length > 0);
  for (const [name, version] of asked) assert.match(version, /^\d+\.\d+\.\d+$/, name);
});

test('the lock file has the versions that package.json asks for', () => {
  for (const [name, version] of asked) {
    assert.equal(lock.packages[`node_modules/${name}`]?.version, version, name);
  }
});

test('the lock file has the hash of each package’s archive, and no other place than the registry to take it from', () => {
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
  assert.ok(packages.length > 0);
  for (const [path, { version, integrity, resolved, link }] of packages) {
    assert.match(version ?? '', /^\d+\.\d+\.\d+(-[\w.]+)?$/, path);
    assert.match(integrity ?? '', /^sha512-[A-Za-z0-9+/]{86}==$/, path);
    assert.equal(link, undefined, path);
    // Where it is left out, npm asks the registry that it is configured with.
    if (resolved !== undefined) assert.match(resolved, /^https:\/\/registry\.npmjs\.org\//, path);
  }
});

test('no package runs a script during installation, and added packages get an exact version', async () => {
  const settings = (await readFile(join(ROOT, '.npmrc'), 'utf8')).split('\n');
  for (const setting of ['ignore-scripts=true', 'save-exact=true'])
    assert.ok(settings.includes(setting), setting);
});

test('the window and the main process are made of eight packages', () => {
  // Each further package is one more to trust in a program that controls services: it needs a reason, and a change to
  // this list.
  const wanted = [
    'builder-util-runtime',
    'electron-updater',
    'koffi',
    'react',
    'react-dom',
    'semver',
    'valibot',
    'zustand',
  ];
  assert.deepEqual(Object.keys(manifest.dependencies).toSorted(), wanted);
});
