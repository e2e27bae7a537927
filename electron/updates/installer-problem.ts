import { parseDn } from 'builder-util-runtime';
import type { InstallerFacts } from '../../native-bridge/bridge.ts';

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

/** Whatever the configured name has, the certificate has to have as well. */
function isSignedBy(signer: string, publisher: string): boolean {
  const actual = parseDn(signer);
  const wanted = publisher.includes('=') ? parseDn(publisher) : new Map([['CN', publisher]]);
  if ((wanted.get('CN') ?? '') === '') return false;
  return [...wanted].every(([attribute, value]) => actual.get(attribute) === value);
}
