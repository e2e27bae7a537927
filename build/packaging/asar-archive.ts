import { createHash } from 'node:crypto';

/** What an archive says of one of its files. */
export interface ArchivedFile {
  readonly path: string;
  /** Whether it lies beside the archive, in `app.asar.unpacked`, where Windows can load it. */
  readonly isUnpacked: boolean;
}

export interface ArchiveHeader {
  readonly files: readonly ArchivedFile[];
  /** The SHA-256 of the header, in which the hash of each file stands: what Electron compares when it starts. */
  readonly sha256: string;
}

/** One folder or file of the header. */
interface Entry {
  readonly files?: Readonly<Record<string, Entry>>;
  readonly unpacked?: boolean;
}

/** Where the header's text begins: behind its own length and those of the two pickles that it is wrapped in. */
const TEXT_OFFSET = 16;
const TEXT_LENGTH_OFFSET = 12;

/**
 * @param archive the bytes of an .asar file
 * https://github.com/electron/asar#format
 */
export function readArchiveHeader(archive: Buffer): ArchiveHeader {
  const text = archive.subarray(TEXT_OFFSET, TEXT_OFFSET + archive.readUInt32LE(TEXT_LENGTH_OFFSET));
  return {
    files: filesOf(JSON.parse(text.toString('utf8')) as Entry, ''),
    sha256: createHash('sha256').update(text).digest('hex'),
  };
}

function filesOf({ files = {} }: Entry, folder: string): ArchivedFile[] {
  return Object.entries(files).flatMap(([name, entry]) => {
    const path = `${folder}${name}`;
    if (entry.files !== undefined) return filesOf(entry, `${path}/`);
    return { path, isUnpacked: entry.unpacked === true };
  });
}
