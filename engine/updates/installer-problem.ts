import { parseDn } from 'builder-util-runtime/out/rfc2253Parser.js';
import gt from 'semver/functions/gt.js';
import valid from 'semver/functions/valid.js';
import type { InstallerFacts } from '../../native-bridge/bridge.ts';

/** What an installer has to be. */
export interface ExpectedInstaller {
  /** Distinguished names, or common names alone. */
  readonly publishers: readonly string[];
  readonly product: string;
  /** The version that the server announced, which is newer than the running one. */
  readonly version: string;
}

/**
 * A publisher may also sign other programs, and has signed older versions with known faults. So the signed data has to
 * say that this is the announced version.
 * @returns what is wrong with an installer; undefined only for the expected one
 */
export function installerProblem(facts: InstallerFacts, expected: ExpectedInstaller): string | undefined {
  const isPublisher = (signer: string): boolean =>
    expected.publishers.some((publisher) => isSignedBy(signer, publisher));
  return signatureProblem(facts, isPublisher) ?? contentProblem(facts, expected);
}

/** The SigmaSrv.exe that is asked to start an installer. */
export interface Predecessor {
  readonly signer: string | undefined;
  readonly product: string;
  readonly version: string;
}

/** The parts of a name that stay when a publisher gets a new certificate. */
const LASTING_ATTRIBUTES = ['CN', 'O', 'C'];

/**
 * What SigmaSrv requires of an installer, without knowing what was announced.
 * @returns what is wrong with it; undefined for a newer version of the same product, signed by the same publisher
 */
export function successorProblem(
  facts: InstallerFacts,
  { signer, product, version }: Predecessor,
): string | undefined {
  if (signer === undefined)
    return "SigmaSrv itself is not signed, so the publisher of an update can't be verified";
  const own = parseDn(signer);
  const isPublisher = (other: string): boolean => {
    const name = parseDn(other);
    return hasCommonName(own) && LASTING_ATTRIBUTES.every((part) => name.get(part) === own.get(part));
  };
  const newer = valid(facts.version);
  if (newer === null) return `Its version is not valid: ${facts.version ?? 'unknown'}`;
  const problem = signatureProblem(facts, isPublisher) ?? contentProblem(facts, { product, version: newer });
  if (problem !== undefined) return problem;
  return gt(newer, version) ? undefined : `${newer} is not newer than ${version}`;
}

function signatureProblem(
  { signature, signer = '' }: InstallerFacts,
  isPublisher: (signer: string) => boolean,
): string | undefined {
  if (signature.kind === 'none') return 'It is not signed';
  if (signature.kind === 'refused')
    return `The signature is not valid (0x${signature.status.toString(16).toUpperCase()})`;
  return isPublisher(signer)
    ? undefined
    : `It was signed by a different publisher: ${signer === '' ? 'unknown' : signer}`;
}

function contentProblem(
  { product, version }: InstallerFacts,
  expected: Pick<ExpectedInstaller, 'product' | 'version'>,
): string | undefined {
  if (product !== expected.product) return `It installs a different program: ${product ?? 'unknown'}`;
  return version === expected.version
    ? undefined
    : `It installs a version other than ${expected.version}: ${version ?? 'unknown'}`;
}

/** The certificate must have every part that the configured name has. */
function isSignedBy(signer: string, publisher: string): boolean {
  const actual = parseDn(signer);
  const wanted = publisher.includes('=') ? parseDn(publisher) : new Map([['CN', publisher]]);
  return hasCommonName(wanted) && [...wanted].every(([part, value]) => actual.get(part) === value);
}

function hasCommonName(name: ReadonlyMap<string, string>): boolean {
  return (name.get('CN') ?? '') !== '';
}
