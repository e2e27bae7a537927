import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { writeHelperHashes } from '../app-with-service.ts';
import { lockedAddon, makeServiceExecutable, SERVICE_ADDON, SERVICE_FILES } from '../service-executable.ts';
import { signLibraries, type Signer } from './signed-images.ts';

/** electron-builder is told to leave files that end so alone: it would sign them once the archive is made. */
export const SERVICE_EXECUTABLE = 'SigmaSrv.exe';

/**
 * Puts the service's files into a folder, signed, and tells the client by their hashes what they are. All that before
 * the client's archive is made, in which the hashes stand. The addon is signed first: its hash stands in SigmaSrv.exe.
 */
export async function makeServiceFolder(folder: string, appFolder: string, signer: Signer): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = SERVICE_FILES.map((file) => join(folder, basename(file)));
  const addon = join(folder, basename(SERVICE_ADDON));
  await copyFile(await lockedAddon(), addon);
  await signLibraries(folder, signer);
  const executable = join(folder, SERVICE_EXECUTABLE);
  const toBeSigned = join(folder, 'signing.exe');
  await writeFile(toBeSigned, await makeServiceExecutable(await readFile(addon)));
  await signer.signIf(toBeSigned);
  await rename(toBeSigned, executable);
  await writeHelperHashes(files, join(appFolder, 'helper.json'));
}
