import { createHash } from 'node:crypto';

/** What an archive says of one of its files. */
interface ArchivedFile {
  readonly path: string;
  /** Whether it lies beside the archive, in `app.asar.unpacked`, where Windows can load it. */
  readonly isUnpacked: boolean;
  /** Where its bytes are in the archive; nothing of one that lies beside it. */
  readonly start: number;
  readonly end: number;
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
  readonly size?: number;
  /** A decimal number: it may be larger than JSON's readers can take. */
  readonly offset?: string;
}

/** The length of the outer pickle stands here, and is counted from behind it. */
const HEADER_LENGTH_OFFSET = 4;
const HEADER_OFFSET = 8;

/** Where the header's text begins: behind its own length and those of the two pickles that it is wrapped in. */
const TEXT_OFFSET = 16;
const TEXT_LENGTH_OFFSET = 12;

/**
 * @param archive the bytes of an .asar file
 * https://github.com/electron/asar#format
 */
export function readArchiveHeader(archive: Buffer): ArchiveHeader {
  const text = archive.subarray(TEXT_OFFSET, TEXT_OFFSET + archive.readUInt32LE(TEXT_LENGTH_OFFSET));
  const contents = HEADER_OFFSET + archive.readUInt32LE(HEADER_LENGTH_OFFSET);
  return {
    files: filesOf(JSON.parse(text.toString('utf8')) as Entry, '', contents),
    sha256: createHash('sha256').update(text).digest('hex'),
  };
}

/** @returns the text of a file in the archive; undefined where there is none of that name */
export function readArchivedText(archive: Buffer, path: string): string | undefined {
  const file = readArchiveHeader(archive).files.find((candidate) => candidate.path === path);
  return file && archive.toString('utf8', file.start, file.end);
}

function filesOf({ files = {} }: Entry, folder: string, contents: number): ArchivedFile[] {
  return Object.entries(files).flatMap(([name, entry]) => {
    const path = `${folder}${name}`;
    if (entry.files !== undefined) return filesOf(entry, `${path}/`, contents);
    const start = contents + Number(entry.offset ?? 0);
    const end = start + (entry.offset === undefined ? 0 : (entry.size ?? 0));
    return { path, isUnpacked: entry.unpacked === true, start, end };
  });
}
