import { createHash } from 'node:crypto';
import { normalize } from 'node:path';
import { extractFile, getRawHeader, uncache, type DirectoryRecord } from '@electron/asar';

/** What an archive records about one of its files. */
interface ArchivedFile {
  readonly path: string;
  /** Whether it lies beside the archive, in `app.asar.unpacked`, where Windows can load it. */
  readonly isUnpacked: boolean;
}

export interface ArchiveHeader {
  readonly files: readonly ArchivedFile[];
  /** The SHA-256 of the header, which contains the hash of each file: Electron verifies it when it starts. */
  readonly sha256: string;
}

/** @param archive the path of an .asar file */
export function readArchiveHeader(archive: string): ArchiveHeader {
  const { header, headerString } = getRawHeader(archive);
  return {
    files: filesOf(header, ''),
    sha256: createHash('sha256').update(headerString).digest('hex'),
  };
}

/** @returns the text of a file in the archive; undefined if there is none with that name */
export function readArchivedText(archive: string, path: string): string | undefined {
  if (!readArchiveHeader(archive).files.some((file) => file.path === path)) return undefined;
  // The library caches the header of each archive, and would misread an archive that was changed.
  uncache(archive);
  return extractFile(archive, normalize(path)).toString('utf8');
}

function filesOf({ files }: DirectoryRecord, folder: string): ArchivedFile[] {
  return Object.entries(files).flatMap(([name, entry]) => {
    const path = `${folder}${name}`;
    if ('files' in entry) return filesOf(entry, `${path}/`);
    return { path, isUnpacked: 'unpacked' in entry && entry.unpacked };
  });
}
