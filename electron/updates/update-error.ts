import { displayText } from '../../common/display-text.ts';
import { ERROR_INVALID_IMAGE_HASH } from '../../common/error-codes.ts';
import { INSTALL_UPDATE_VERB } from '../../common/sigma-service.ts';
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

const REFUSER = `SigmaSrv ${INSTALL_UPDATE_VERB}`;

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
  // The code's own words are about SigmaSrv itself, which refuses an installer by it. Why, its log says.
  if (error instanceof Win32Error && error.api === REFUSER && error.code === ERROR_INVALID_IMAGE_HASH) {
    return { failure: 'signature', detail: `${REFUSER}: ERROR_INVALID_IMAGE_HASH (577)` };
  }
  const known = FAILURES.find(([pattern]) => pattern.test(code));
  return { failure: known?.[1] ?? 'other', detail };
}
