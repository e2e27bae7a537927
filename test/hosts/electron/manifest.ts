import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appFolder } from './host.ts';

/** What Electron takes from the app's package.json. */
export const { productName, version } = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8')) as {
  readonly productName: string;
  readonly version: string;
};
