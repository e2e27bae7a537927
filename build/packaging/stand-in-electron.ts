import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FuseVersion } from '@electron/fuses';
import { FuseState, SENTINEL } from '@electron/fuses/dist/constants.js';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { machineEntry } from '../portable-executable.ts';
import { MACHINES, type Architecture } from './architectures.ts';
import { FUSE_NAMES, FUSES } from './fuses.ts';

const ENGLISH_US = 0x409;
const CODE_PAGE_UTF16 = 1200;
const RT_RCDATA = 10;

/** Files beside Electron's executable that matter to packaging: some of them must not be in the package. */
const OTHER_FILES = [
  'LICENSE',
  'LICENSES.chromium.html',
  'version',
  'locales/de.pak',
  'locales/en-US.pak',
  'locales/fr.pak',
  'resources/default_app.asar',
];

/**
 * Writes a folder that electron-builder accepts as an unpacked Electron for Windows, to check the packaging where
 * Electron can't be downloaded. It never ships.
 * @param program what its executable does, as the bytes of one without resources; nothing by default
 */
export async function writeStandInElectron(
  folder: string,
  architecture: Architecture,
  program?: Buffer,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const file of OTHER_FILES) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), 'a stand-in');
  }
  await writeFile(join(folder, 'electron.exe'), standInExecutable(architecture, program));
  // Some of Electron's libraries are signed by Microsoft; the others are not.
  await writeFile(join(folder, 'ffmpeg.dll'), Buffer.from(NtExecutable.createEmpty(false, true).generate()));
}

/** An executable with the resources that packaging changes. */
function standInExecutable(architecture: Architecture, program: Buffer | undefined): Buffer {
  const executable = program ? NtExecutable.from(program) : NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(executable);
  Resource.VersionInfo.create({
    lang: ENGLISH_US,
    fixedInfo: {},
    strings: [{ lang: ENGLISH_US, codepage: CODE_PAGE_UTF16, values: { ProductName: 'Electron' } }],
  }).outputToResourceEntries(resources.entries);
  resources.entries.push({
    type: RT_RCDATA,
    id: 'FUSES',
    lang: ENGLISH_US,
    codepage: 0,
    bin: new Uint8Array(oppositeFuses()).buffer,
  });
  resources.outputResource(executable);
  const image = Buffer.from(executable.generate());
  image.writeUInt16LE(MACHINES[architecture], machineEntry(image));
  return image;
}

/** Each fuse is the opposite of its final state, so a forgotten one is noticed. */
function oppositeFuses(): Buffer {
  const wire = FUSE_NAMES.map((name) => (FUSES[name] ? FuseState.DISABLE : FuseState.ENABLE));
  return Buffer.concat([Buffer.from(SENTINEL), Buffer.of(Number(FuseVersion.V1), wire.length, ...wire)]);
}
