import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseDn } from 'builder-util-runtime';
import * as v from 'valibot';

/** How long Windows may take to look at a signature; whether it was revoked is asked on the network. In milliseconds. */
const TIMEOUT_MS = 60_000;

/** The environment is the one place where a path cannot be taken for a part of the command. */
const FILE_VARIABLE = 'SIGMA_UPDATE_FILE';

const COMMAND = [
  "$ErrorActionPreference = 'Stop'",
  '[Console]::OutputEncoding = [Text.Encoding]::UTF8',
  `$signature = Get-AuthenticodeSignature -LiteralPath $env:${FILE_VARIABLE}`,
  '@{ status = [int]$signature.Status; subject = $signature.SignerCertificate.Subject } | ConvertTo-Json -Compress',
].join('; ');

/** What Windows says of a file's signature. */
const answerSchema = v.object({
  /** https://learn.microsoft.com/dotnet/api/system.management.automation.signaturestatus, where 0 is Valid. */
  status: v.number(),
  subject: v.nullish(v.string()),
});

/**
 * Asks Windows. electron-updater's own check lets a file through where PowerShell cannot be run; here that is a failure.
 * @returns what Windows said, as JSON
 */
export async function askForSignature(file: string): Promise<string> {
  const powershell = join(
    process.env['SystemRoot'] ?? String.raw`C:\Windows`,
    String.raw`System32\WindowsPowerShell\v1.0\powershell.exe`,
  );
  const options = ['-NoProfile', '-NonInteractive', '-InputFormat', 'None', '-Command', COMMAND];
  // Another PowerShell's PSModulePath would keep this one from its own modules, so it gets none.
  const environment = { [FILE_VARIABLE]: file };
  const { stdout } = await promisify(execFile)(powershell, options, {
    env: environment,
    timeout: TIMEOUT_MS,
    windowsHide: true,
  });
  return stdout;
}

/**
 * @param answer what {@link askForSignature} returned
 * @param publishers distinguished names, or common names alone
 * @returns what is wrong with the signature; undefined for a valid one of one of the publishers, and for nothing else
 */
export function signatureProblem(answer: string, publishers: readonly string[]): string | undefined {
  const parsed = v.safeParse(answerSchema, parseJson(answer));
  if (!parsed.success) return 'Windows said nothing of the signature that could be understood';
  const { status, subject } = parsed.output;
  if (status !== 0) return `The signature is not valid (status ${String(status)})`;
  if (publishers.some((publisher) => isSignedBy(subject ?? '', publisher))) return undefined;
  return `It was signed by somebody else: ${subject ?? 'nobody'}`;
}

/** Whatever the configured name has, the certificate has to have as well. */
function isSignedBy(subject: string, publisher: string): boolean {
  const actual = parseDn(subject);
  const expected = publisher.includes('=') ? parseDn(publisher) : new Map([['CN', publisher]]);
  if ((expected.get('CN') ?? '') === '') return false;
  return [...expected].every(([attribute, value]) => actual.get(attribute) === value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
