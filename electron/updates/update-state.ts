import { assertNever } from '../../common/assert-never.ts';
import type { Update, UpdateFailure, UpdateObstacle, UpdateState } from '../../common/updates.ts';
import { displayText } from '../../common/display-text.ts';
import { ERROR_INSTALL_PACKAGE_INVALID } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';

/** The events in the life of an update. */
export type UpdateEvent =
  | { readonly type: 'switch'; readonly obstacle: UpdateObstacle | undefined }
  | { readonly type: 'check' }
  | { readonly type: 'checked'; readonly at: number; readonly update: Update | undefined }
  | { readonly type: 'download' }
  | { readonly type: 'progress'; readonly percent: number }
  | { readonly type: 'downloaded' }
  | { readonly type: 'install' }
  /** The user refused Windows' prompt. */
  | { readonly type: 'declined' }
  | { readonly type: 'failed'; readonly failure: UpdateFailure; readonly detail: string };

/** @returns the same state object if the event does not apply in it */
export function nextUpdateState(state: UpdateState, event: UpdateEvent): UpdateState {
  switch (event.type) {
    case 'switch':
      return event.obstacle === undefined ? { kind: 'idle' } : { kind: 'disabled', obstacle: event.obstacle };
    case 'check':
      return CHECKABLE.has(state.kind) ? { kind: 'checking' } : state;
    case 'checked':
      return state.kind === 'checking' ? checked(event) : state;
    case 'download':
      return state.kind === 'available' ? { kind: 'downloading', update: state.update, percent: 0 } : state;
    case 'progress':
      return state.kind === 'downloading' ? { ...state, percent: wholePercent(event.percent) } : state;
    case 'downloaded':
      return state.kind === 'downloading' ? { kind: 'ready', update: state.update } : state;
    case 'install':
      return state.kind === 'ready' ? { kind: 'installing', update: state.update } : state;
    case 'declined':
      return state.kind === 'installing' ? { kind: 'ready', update: state.update } : state;
    case 'failed':
      return FALLIBLE.has(state.kind)
        ? { kind: 'failed', failure: event.failure, detail: event.detail }
        : state;
    default:
      return assertNever(event);
  }
}

const CHECKABLE: ReadonlySet<UpdateState['kind']> = new Set(['idle', 'none', 'available', 'failed'] as const);
const FALLIBLE: ReadonlySet<UpdateState['kind']> = new Set([
  'checking',
  'downloading',
  'installing',
] as const);

function checked({ at, update }: Extract<UpdateEvent, { type: 'checked' }>): UpdateState {
  return update === undefined ? { kind: 'none', checkedAt: at } : { kind: 'available', update };
}

/** The server gives the length of its file, which may be wrong in any way. */
function wholePercent(percent: number): number {
  return Number.isFinite(percent) ? Math.min(100, Math.max(0, Math.round(percent))) : 0;
}

/** A failure that Sigma itself found. */
export class UpdateError extends Error {
  override readonly name = 'UpdateError';
  readonly failure: UpdateFailure;

  constructor(failure: UpdateFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}

/** By the error codes of electron-updater, Node and OpenSSL. */
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

/** @returns what to report about an error; its text may be the server's, and is made safe to show */
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
