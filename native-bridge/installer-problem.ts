import { parseDn } from 'builder-util-runtime/out/rfc2253Parser.js';
import gt from 'semver/functions/gt.js';
import valid from 'semver/functions/valid.js';
import type { InstallerFacts } from './bridge.ts';

/** What an installer has to be. */
export interface ExpectedInstaller {
  /** Distinguished names, or common names alone. */
  readonly publishers: readonly string[];
  readonly product: string;
  /** The one that the server announced, which is newer than what runs. */
  readonly version: string;
}

/**
 * A publisher may sign other programs as well, and has signed older versions, whose faults are known: so what the signature
 * covers has to say that this is the version that was announced.
 * @returns what is wrong with an installer; undefined for the one that is expected, and for nothing else
 */
export function installerProblem(facts: InstallerFacts, expected: ExpectedInstaller): string | undefined {
  const { signature, signer = '', product, version } = facts;
  if (signature.kind === 'none') return 'It is not signed';
  if (signature.kind === 'refused')
    return `The signature is not valid (0x${signature.status.toString(16).toUpperCase()})`;
  if (!expected.publishers.some((publisher) => isSignedBy(signer, publisher)))
    return `It was signed by somebody else: ${signer === '' ? 'nobody' : signer}`;
  if (product !== expected.product) return `It installs another program: ${product ?? 'unknown'}`;
  if (version !== expected.version)
    return `It installs another version than ${expected.version}: ${version ?? 'unknown'}`;
  return undefined;
}

/** The SigmaSrv.exe that is asked to start an installer. */
export interface Predecessor {
  readonly signer: string | undefined;
  readonly product: string;
  readonly version: string;
}

/**
 * What SigmaSrv asks of an installer, which does not know what was announced.
 * @returns what is wrong with it; undefined for a newer version of the same product, which the same publisher has signed
 */
export function successorProblem(
  facts: InstallerFacts,
  { signer, product, version }: Predecessor,
): string | undefined {
  if (signer === undefined) return 'SigmaSrv itself is not signed, so nobody could tell whose an update is';
  const newer = valid(facts.version);
  if (newer === null) return `Its version is none: ${facts.version ?? 'unknown'}`;
  const problem = installerProblem(facts, { publishers: [signer], product, version: newer });
  if (problem !== undefined) return problem;
  if (facts.signer !== signer) return `Its signer is called ${facts.signer ?? ''}, and SigmaSrv's ${signer}`;
  return gt(newer, version) ? undefined : `${newer} is not newer than ${version}`;
}

/** Whatever the wanted name has, the certificate has to have as well. */
function isSignedBy(signer: string, publisher: string): boolean {
  const actual = parseDn(signer);
  const wanted = publisher.includes('=') ? parseDn(publisher) : new Map([['CN', publisher]]);
  if ((wanted.get('CN') ?? '') === '') return false;
  return [...wanted].every(([attribute, value]) => actual.get(attribute) === value);
}
