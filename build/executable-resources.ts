import { Data, NtExecutable, NtExecutableResource, Resource } from 'resedit';
import type { VersionInformation } from './version-information.ts';

/** Resource types. https://learn.microsoft.com/windows/win32/menurc/resource-types */
const RT_ICON = 3;
const RT_RCDATA = 10;
const RT_GROUP_ICON = 14;
const RT_VERSION = 16;

/** Explorer shows the icon group that comes first. */
const ICON_GROUP_ID = 1;

const LANGUAGE_NEUTRAL = 0;
const ENGLISH_US = 0x409;
const CODE_PAGE_UTF16 = 1200;

/** What a program shows of itself, and what it takes its data from. */
export interface ExecutableResources {
  /** The bytes of an .ico file. */
  readonly icon: Buffer;
  readonly version: VersionInformation;
  /** What the program finds by FindResource with RT_RCDATA and this name. */
  readonly data: { readonly name: string; readonly bytes: Buffer };
}

/**
 * Gives an executable its own icon and version information, in place of those it has, and adds data. Its other
 * resources stay, the manifest above all: without it Windows takes itself for an older one.
 * @param image the bytes of an executable without a signature, which stay as they are
 * @throws Error if it is not an executable, is signed, or has sections behind its resources other than relocations
 */
export function withResources(image: Buffer, { icon, version, data }: ExecutableResources): Buffer {
  const executable = NtExecutable.from(image);
  const resources = NtExecutableResource.from(executable);
  const own = [RT_ICON, RT_GROUP_ICON, RT_VERSION];
  resources.entries = resources.entries.filter(({ type }) => !own.some((ownType) => ownType === type));
  const icons = Data.IconFile.from(icon).icons.map((item) => item.data);
  Resource.IconGroupEntry.replaceIconsForResource(resources.entries, ICON_GROUP_ID, ENGLISH_US, icons);
  versionResource(version).outputToResourceEntries(resources.entries);
  resources.replaceResourceEntry({
    type: RT_RCDATA,
    id: data.name,
    lang: LANGUAGE_NEUTRAL,
    codepage: 0,
    bin: new Uint8Array(data.bytes).buffer,
  });
  resources.outputResource(executable);
  return Buffer.from(executable.generate());
}

function versionResource({ numbers, isPrerelease, strings }: VersionInformation): Resource.VersionInfo {
  const [major, minor, patch] = numbers;
  const high = ((major << 16) | minor) >>> 0;
  const low = (patch << 16) >>> 0;
  const { VersionFileFlags, VersionFileOS, VersionFileType } = Resource;
  return Resource.VersionInfo.create({
    lang: ENGLISH_US,
    fixedInfo: {
      fileVersionMS: high,
      fileVersionLS: low,
      productVersionMS: high,
      productVersionLS: low,
      fileFlagsMask: 0x3f,
      fileFlags: isPrerelease ? VersionFileFlags.Prerelease : 0,
      fileOS: VersionFileOS.NT_Windows32,
      fileType: VersionFileType.App,
    },
    strings: [{ lang: ENGLISH_US, codepage: CODE_PAGE_UTF16, values: { ...strings } }],
  });
}
