/** What Explorer shows about a program under Properties, Details. */
export interface VersionInformation {
  readonly numbers: readonly [major: number, minor: number, patch: number];
  readonly isPrerelease: boolean;
  /** https://learn.microsoft.com/windows/win32/menurc/stringfileinfo-block */
  readonly strings: Readonly<Record<string, string>>;
}

/** The source of the information. */
export interface ProductFacts {
  /** The part of package.json that is used. */
  readonly manifest: { readonly productName: string; readonly version: string; readonly author: string };
  /** The text of the licence, which names the copyright holder. */
  readonly license: string;
  /** The executable's name without `.exe`. */
  readonly name: string;
  /** One line that says what the program is: User Account Control and Task Manager show it as its name. */
  readonly description: string;
  /** Anything else worth knowing. */
  readonly comments: string;
}

/** Windows stores each number in 16 bits. */
const LARGEST_NUMBER = 0xffff;

/** @throws Error if the version is not valid on Windows, or the licence has no copyright line */
export function versionInformation(facts: ProductFacts): VersionInformation {
  const { manifest, license, name, description, comments } = facts;
  const [, major = NaN, minor = NaN, patch = NaN] = (
    /^(\d+)\.(\d+)\.(\d+)(?=$|[-+])/.exec(manifest.version) ?? []
  ).map(Number);
  if (![major, minor, patch].every((number) => number <= LARGEST_NUMBER)) {
    throw new Error(`Windows cannot tell the version ${manifest.version}.`);
  }
  const copyright = /^Copyright .*\S/m.exec(license)?.[0];
  if (copyright === undefined) throw new Error('The licence names no copyright holder.');
  return {
    numbers: [major, minor, patch],
    isPrerelease: /^[\d.]+-/.test(manifest.version),
    strings: {
      CompanyName: manifest.author,
      FileDescription: description,
      FileVersion: manifest.version,
      InternalName: name,
      LegalCopyright: copyright,
      OriginalFilename: `${name}.exe`,
      ProductName: manifest.productName,
      ProductVersion: manifest.version,
      Comments: comments,
    },
  };
}
