import { dirname, join } from 'node:path';
import { electronBinary } from '../electron-binary.ts';
import { ARCHITECTURES, type Architecture } from './architectures.ts';
import { writeStandInElectron } from './stand-in-electron.ts';

export interface LocalElectron {
  readonly folders: Readonly<Record<Architecture, string>>;
  /** The processors for which it is a stand-in. */
  readonly standIns: readonly Architecture[];
}

/** @returns Electron for Windows if npm has installed it; otherwise a stand-in below `workshop` */
export async function localElectron(workshop: string): Promise<LocalElectron> {
  const binary = process.platform === 'win32' ? await electronBinary() : undefined;
  const standIns = ARCHITECTURES.filter((name) => binary === undefined || name !== process.arch);
  for (const name of standIns) await writeStandInElectron(join(workshop, name), name);
  const folderOf = (name: Architecture): string =>
    binary === undefined || standIns.includes(name) ? join(workshop, name) : dirname(binary);
  return { folders: { x64: folderOf('x64'), arm64: folderOf('arm64') }, standIns };
}
