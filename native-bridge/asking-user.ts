/** What the system tells of a process and of the one that started it. */
export interface ProcessOrigin {
  /** In 100 ns, since any moment that is the same for both. */
  readonly startedAt: bigint;
  /** The id of its session: 0 is the services', every other one a desktop. */
  readonly sessionId: number;
}

/** The services' own accounts: SYSTEM, LocalService and NetworkService. */
const SERVICE_ACCOUNTS: ReadonlySet<string> = new Set(['S-1-5-18', 'S-1-5-19', 'S-1-5-20']);

/**
 * Who asked for a process. Of one behind the administrator prompt Windows names as its parent the process that asked
 * for the prompt, not the service that showed it. That one may run as somebody else: with another account's password
 * in the prompt, and always with Windows 11's Administrator protection.
 * @param parent undefined where it has ended, or does not let itself be looked at
 * @returns the user's SID, undefined unless it is certain: a process that started later, or runs in another session,
 *   only has the number that the parent had, and a service is nobody who sits at a desktop
 */
export function askingUser(
  own: ProcessOrigin,
  parent: (ProcessOrigin & { readonly userSid: string }) | undefined,
): string | undefined {
  if (parent === undefined) return undefined;
  if (parent.startedAt > own.startedAt || parent.sessionId !== own.sessionId) return undefined;
  return SERVICE_ACCOUNTS.has(parent.userSid) ? undefined : parent.userSid;
}
