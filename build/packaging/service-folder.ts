import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SERVICE_ADDON, SERVICE_EXECUTABLE } from '../../common/product.ts';
import { HELPER_FILE } from '../app.ts';
import { writeHelperHashes } from '../app-with-service.ts';
import { lockedAddon, makeServiceExecutable, SERVICE_FILE_NAMES } from '../service-executable.ts';
import { signLibraries, type Signer } from './signed-images.ts';

/**
 * Puts the service's files into a folder, signed, and gives the client their hashes. This comes before the client's
 * archive, which contains the hashes. The addon is signed first, because SigmaSrv.exe contains its hash.
 */
export async function makeServiceFolder(folder: string, appFolder: string, signer: Signer): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = SERVICE_FILE_NAMES.map((name) => join(folder, name));
  const addon = join(folder, SERVICE_ADDON);
  await copyFile(await lockedAddon(), addon);
  await signLibraries(folder, signer);
  const executable = join(folder, SERVICE_EXECUTABLE);
  const toBeSigned = join(folder, 'signing.exe');
  await writeFile(toBeSigned, await makeServiceExecutable(await readFile(addon)));
  await signer.signIf(toBeSigned);
  await rename(toBeSigned, executable);
  await writeHelperHashes(files, join(appFolder, HELPER_FILE));
}
