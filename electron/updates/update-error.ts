import { displayText } from '../../common/display-text.ts';
import { ERROR_INSTALL_PACKAGE_INVALID } from '../../common/error-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { UpdateFailure } from '../../common/updates.ts';

/** A failure that Sigma itself found. */
export class UpdateError extends Error {
  override readonly name = 'UpdateError';
  readonly failure: UpdateFailure;

  constructor(failure: UpdateFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}

/** By the codes of electron-updater, of Node and of OpenSSL. */
const FAILURES: readonly (readonly [code: RegExp, failure: UpdateFailure])[] = [
  [/^ERR_UPDATER_CHANNEL_FILE_NOT_FOUND$/, 'nothing-published'],
  [/^ERR_UPDATER_INVALID_SIGNATURE$/, 'signature'],
  [/^ERR_CHECKSUM_MISMATCH$/, 'damaged'],
  [/^ERR_UPDATER_/, 'not-understood'],
  [
    /^(HTTP_ERROR_\d+|E(NOTFOUND|AI_AGAIN|CONN\w+|TIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE|PROTO))$/,
    'unreachable',
  ],
  [/^(ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+)$/, 'unreachable'],
];

/** @returns what to tell of an error; its text may be the server's, and is made safe to show */
export function failureOf(error: unknown): { readonly failure: UpdateFailure; readonly detail: string } {
  const { code = '', message = String(error) } = error as Partial<NodeJS.ErrnoException>;
  const detail = displayText(message.split('\n', 1)[0] ?? '');
  if (error instanceof UpdateError) return { failure: error.failure, detail };
  if (error instanceof Win32Error && error.code === ERROR_INSTALL_PACKAGE_INVALID) {
    return { failure: 'signature', detail };
  }
  const known = FAILURES.find(([pattern]) => pattern.test(code));
  return { failure: known?.[1] ?? 'other', detail };
}
