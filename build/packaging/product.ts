import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockedVersion } from '../locked-package.ts';
import { ROOT } from '../paths.ts';
import { versionInformation } from '../version-information.ts';

/** What package.json records about Sigma. */
export interface Manifest {
  readonly name: string;
  readonly productName: string;
  readonly version: string;
  readonly description: string;
  readonly author: string;
  readonly license: string;
}

/** What is packaged. */
export interface Product {
  readonly manifest: Manifest;
  readonly copyright: string;
  readonly electronVersion: string;
}

export async function readProduct(): Promise<Product> {
  const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Manifest;
  const license = await readFile(join(ROOT, 'LICENSE'), 'utf8');
  const { productName, description } = manifest;
  const { strings } = versionInformation({ manifest, license, name: productName, description, comments: '' });
  return {
    manifest,
    copyright: strings['LegalCopyright'] ?? '',
    electronVersion: (await lockedVersion('electron')).version,
  };
}
