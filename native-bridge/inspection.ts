import type { MailslotMessage } from './bridge.ts';

/**
 * What checking a computer looks at, besides what Sigma works with anyway. Nothing of it changes anything, needs
 * administrator rights or shows a prompt. Every failure is a Win32Error.
 */
export interface Inspection {
  /**
   * Creates a mailslot with the access that Sigma's own has.
   * @throws ERROR_ALREADY_EXISTS, ERROR_INVALID_NAME
   */
  createMailslot(name: string): Promise<InspectedMailslot>;
  /**
   * Opens the mailslot as a poster does, and posts nothing.
   * @returns whether a program owns it
   * @throws ERROR_ACCESS_DENIED where one does that this account may not post to, ERROR_INVALID_NAME
   */
  isMailslotOwned(name: string): Promise<boolean>;
  /**
   * @returns the SHA-256 in lower-case hexadecimal; undefined on a computer whose files are not real
   * @throws ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED
   */
  fileHash(path: string): Promise<string | undefined>;
  /**
   * @returns when the file was written last, in milliseconds since 1970; undefined on a computer whose files are not real
   * @throws ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED
   */
  fileTime(path: string): Promise<number | undefined>;
  /** What Windows says of the file's signature, without asking on the network. */
  signature(path: string): Promise<Signature>;
  /** @throws ERROR_ACCESS_DENIED */
  elevation(): ElevationType;
}

/** A mailslot that is read by whoever asks, one message at a time. Disposing closes it. */
export interface InspectedMailslot extends Disposable {
  /** Its access list as it was asked for, and as the system has it, both as SDDL. */
  readonly asked: string;
  readonly found: string;
  /**
   * Waits for one message. One call at a time.
   * @param timeoutMs how long; the mailslot must not be disposed of meanwhile
   * @returns undefined if none came
   */
  receive(timeoutMs: number): Promise<MailslotMessage | undefined>;
}

export type Signature =
  | { readonly kind: 'none' | 'valid' }
  /** An HRESULT as WinVerifyTrust gives it, as an unsigned number. */
  | { readonly kind: 'refused'; readonly status: number };

/**
 * The rights of this process: it has an administrator's, its user could get them by consent, or only by the password of
 * another account.
 */
export type ElevationType = 'elevated' | 'administrator' | 'standard-user';
