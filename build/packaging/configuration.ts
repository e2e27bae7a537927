import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { APP_ID, SERVICE_EXECUTABLE } from '../../common/product.ts';
import { ICON_FILE } from '../icon.ts';
import { ROOT } from '../paths.ts';
import type { Architecture } from './architectures.ts';
import { FUSES } from './fuses.ts';
import type { Product } from './product.ts';
import { signLibraries, type Signer } from './signed-images.ts';

/** The folders that electron-builder reads from and writes to. */
export interface PackagingPlaces {
  readonly appFolder: string;
  readonly serviceFolder: string;
  readonly output: string;
  /** The folder of an unpacked Electron for each processor; electron-builder downloads it if this is undefined. */
  readonly electronFolders: Readonly<Record<Architecture, string>> | undefined;
  /** The address of the folder in which updates are published, if there is one. */
  readonly updateAddress: string | undefined;
}

/** Called during packaging. */
export interface PackagingSteps {
  /** Called for each processor before anything is put together. */
  readonly onBegin: (signer: Signer) => Promise<void>;
  readonly onElectron: () => void;
  readonly onInstaller: () => void;
}

/** The packages in the app's node_modules. electron-builder replaces the macro. */
const PACKAGES = ['koffi', '@koromix/koffi-win32-${arch}'];

/** Files in the folder of an unpacked Electron that are useful only without an app. */
const ELECTRON_ONLY = ['version', join('resources', 'default_app.asar')];

/** The whole configuration of electron-builder. https://www.electron.build/configuration */
export function packagingConfiguration(
  { manifest, copyright, electronVersion }: Product,
  { appFolder, serviceFolder, output, electronFolders, updateAddress }: PackagingPlaces,
  { onBegin, onElectron, onInstaller }: PackagingSteps,
): Configuration {
  return {
    appId: APP_ID,
    productName: manifest.productName,
    copyright,
    electronVersion,
    ...(electronFolders && { electronDist: ({ arch }) => electronFolders[arch as Architecture] }),
    electronLanguages: ['en-US', 'de'],
    electronFuses: FUSES,
    directories: { app: appFolder, output, buildResources: join(ROOT, 'build', 'packaging') },
    // electron-builder skips node_modules unless a package is named.
    files: [
      '**/*',
      ...PACKAGES.map((name) => ({ from: `node_modules/${name}`, to: `node_modules/${name}` })),
    ],
    beforeBuild: () => Promise.resolve(false),
    asar: true,
    asarUnpack: ['**/*.node'],
    extraResources: [{ from: serviceFolder, to: 'service' }],
    // Its type is independent of the system; the one for Windows signs.
    beforePack: ({ packager }) => onBegin(packager as unknown as Signer),
    afterExtract: async ({ appOutDir, packager }) => {
      for (const file of ELECTRON_ONLY) await rm(join(appOutDir, file), { force: true });
      // Electron's own libraries.
      await signLibraries(appOutDir, packager as unknown as Signer);
      onElectron();
    },
    artifactBuildStarted: () => {
      onInstaller();
    },
    win: {
      icon: join(appFolder, ICON_FILE),
      // Files with this ending: electron-builder would sign them after the archive is made, which contains their
      // hashes.
      signExts: [`!${SERVICE_EXECUTABLE}`],
      signtoolOptions: { signingHashAlgorithms: ['sha256'] },
      artifactName: '${productName}-${version}-${arch}-setup.${ext}',
    },
    nsis: {
      oneClick: false,
      perMachine: true,
      buildUniversalInstaller: false,
      include: join(ROOT, 'build', 'packaging', 'installer.nsh'),
      installerLanguages: ['en_US', 'de_DE'],
      createDesktopShortcut: false,
      // Sigma always downloads a whole update: see electron/updates/nsis-updates.ts.
      differentialPackage: false,
    },
    toolsets: { nsis: '1.2.1', winCodeSign: '1.1.0' },
    // Beta users also get the stable version that follows.
    generateUpdatesFilesForAllChannels: true,
    publish: updateAddress === undefined ? null : { provider: 'generic', url: updateAddress },
  };
}
