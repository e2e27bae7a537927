import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runOrThrow } from '../../build/run.ts';
import { OSSLSIGNCODE, pathOf } from '../../build/tools.ts';

const PASSWORD = 'not a secret';

/**
 * Has electron-builder sign from now on, with a certificate that nobody trusts, and with Debian's osslsigncode in place
 * of the one that it downloads.
 * @param workshop a folder for the certificate
 */
export async function signWithOwnCertificate(workshop: string): Promise<void> {
  await mkdir(workshop, { recursive: true });
  const [key, certificate, both] = ['key.pem', 'certificate.pem', 'both.pfx'].map((name) =>
    join(workshop, name),
  );
  const subject = [
    '-subj',
    '/CN=Sigma contributors',
    '-addext',
    'extendedKeyUsage=codeSigning',
    '-days',
    '2',
  ];
  await openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-out',
    certificate,
    ...subject,
  );
  await openssl(
    'pkcs12',
    '-export',
    '-inkey',
    key,
    '-in',
    certificate,
    '-out',
    both,
    '-passout',
    `pass:${PASSWORD}`,
  );
  Object.assign(process.env, {
    WIN_CSC_LINK: both,
    WIN_CSC_KEY_PASSWORD: PASSWORD,
    SIGNTOOL_PATH: pathOf(OSSLSIGNCODE),
    // Without a timestamp from a server.
    ELECTRON_BUILDER_OFFLINE: 'true',
  });
}

/** @throws Error if the file's signature does not match its bytes */
export async function checkSignature(file: string, workshop: string): Promise<void> {
  await runOrThrow(pathOf(OSSLSIGNCODE), [
    'verify',
    '-in',
    file,
    '-CAfile',
    join(workshop, 'certificate.pem'),
  ]);
}

async function openssl(...parameters: (string | undefined)[]): Promise<void> {
  await runOrThrow(
    'openssl',
    parameters.filter((parameter) => parameter !== undefined),
  );
}
