import type { MailslotMessage } from './bridge.ts';

/**
 * What a check of the computer looks at, beyond what Sigma works with anyway. It changes nothing, needs no
 * administrator rights and shows no prompt. Every failure is a Win32Error.
 */
export interface Inspection {
  /**
   * Creates a mailslot with the same access as Sigma's own.
   * @throws ERROR_ALREADY_EXISTS, ERROR_INVALID_NAME
   */
  createMailslot(name: string): Promise<InspectedMailslot>;
  /**
   * Opens the mailslot as a poster does, but posts nothing.
   * @returns whether a program owns it
   * @throws ERROR_ACCESS_DENIED if it has an owner but this account may not post to it, ERROR_INVALID_NAME
   */
  isMailslotOwned(name: string): Promise<boolean>;
  /**
   * @returns the SHA-256 in lower-case hexadecimal; undefined on a simulated computer
   * @throws ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED
   */
  fileHash(path: string): Promise<string | undefined>;
  /**
   * @returns when the file was last written, in milliseconds since 1970; undefined on a simulated computer
   * @throws ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED
   */
  fileTime(path: string): Promise<number | undefined>;
  /** @returns what Windows says about the file's signature, without network access */
  signature(path: string): Promise<Signature>;
  /** @throws ERROR_ACCESS_DENIED */
  elevation(): ElevationType;
}

/** A mailslot that is read on demand, one message at a time. Disposing closes it. */
export interface InspectedMailslot extends Disposable {
  /** Its access list as requested, and as Windows stores it, both as SDDL. */
  readonly asked: string;
  readonly found: string;
  /**
   * Waits for one message. Only one call at a time.
   * @param timeoutMs how long to wait; the mailslot must not be disposed in the meantime
   * @returns undefined if none came
   */
  receive(timeoutMs: number): Promise<MailslotMessage | undefined>;
}

export type Signature =
  | { readonly kind: 'none' | 'valid' }
  /** The HRESULT of WinVerifyTrust as an unsigned number. */
  | { readonly kind: 'refused'; readonly status: number };

/**
 * The rights of this process: it has administrator rights, its user could get them by giving consent, or only with the
 * password of another account.
 */
export type ElevationType = 'elevated' | 'administrator' | 'standard-user';
