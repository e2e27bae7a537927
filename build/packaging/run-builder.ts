import { Arch, build, Platform } from 'electron-builder';
import { ROOT } from '../paths.ts';
import { ARCHITECTURES } from './architectures.ts';
import { packagingConfiguration, type PackagingPlaces } from './configuration.ts';
import type { Product } from './product.ts';
import { makeServiceFolder } from './service-folder.ts';
import { signLibraries, type Signer } from './signed-images.ts';

/** What to do if something can't be downloaded. */
const HINT =
  "Installers are made from Electron for Windows and electron-builder's own NSIS, which it downloads from github.com.\n" +
  '"npm run dist -- --dir" makes and checks the packages without installers, from what this computer has.';

/** The environment variable with the address of the folder in which updates are published. */
const UPDATE_ADDRESS = 'SIGMA_UPDATE_URL';

/**
 * Makes electron-builder package Sigma.
 * @param target `dir` for the packages as folders, `nsis` for their installers as well
 * @returns the paths of the installers and of the files that go with them
 * @throws Error that says which part is not available
 */
export async function runBuilder(
  product: Product,
  places: Omit<PackagingPlaces, 'updateAddress'>,
  target: 'dir' | 'nsis',
): Promise<string[]> {
  let part = `Electron ${product.electronVersion} for Windows`;
  let ownParts: Promise<void> | undefined;
  const configuration = packagingConfiguration(
    product,
    { ...places, updateAddress: updateAddress() },
    {
      onBegin: (signer) => {
        ownParts ??= makeOwnParts(places, signer);
        return ownParts;
      },
      onElectron: () => {
        part = 'The package';
      },
      onInstaller: () => {
        part = 'The installer, for which electron-builder downloads its NSIS,';
      },
    },
  );
  try {
    return await build({
      projectDir: ROOT,
      config: configuration,
      targets: Platform.WINDOWS.createTarget(target, ...ARCHITECTURES.map((name) => Arch[name])),
      publish: 'never',
    });
  } catch (error) {
    const hint = target === 'nsis' ? `\n${HINT}` : '';
    throw new Error(`${part} cannot be had: ${reasonOf(error)}${hint}`, { cause: error });
  }
}

/** Makes and signs Sigma's own parts before the archive, which contains the helper's hashes and each file's. */
async function makeOwnParts(
  { serviceFolder, appFolder }: Pick<PackagingPlaces, 'serviceFolder' | 'appFolder'>,
  signer: Signer,
): Promise<void> {
  await signLibraries(appFolder, signer);
  await makeServiceFolder(serviceFolder, appFolder, signer);
}

function updateAddress(): string | undefined {
  const address = process.env[UPDATE_ADDRESS];
  return address === '' ? undefined : address;
}

/** If several downloads failed, electron-builder lists all of them with their stacks. */
function reasonOf(error: unknown): string {
  const [line = ''] = /^.*Error: .*$/m.exec(String(error)) ?? [String(error)];
  return line.replace(/^.*Error: /, '');
}
