/** What Windows tells about a process and about its parent. */
export interface ProcessOrigin {
  /** In units of 100 ns, from the same start for both processes. */
  readonly startedAt: bigint;
  /** The id of its session: 0 is for services, every other one has a desktop. */
  readonly sessionId: number;
}

/** The accounts of services: SYSTEM, LocalService and NetworkService. */
const SERVICE_ACCOUNTS: ReadonlySet<string> = new Set(['S-1-5-18', 'S-1-5-19', 'S-1-5-20']);

/**
 * Finds the user who requested this process. For a process behind the administrator prompt, Windows reports as its
 * parent the process that requested the prompt, not the service that showed it. The two may run as different users: if
 * another account's password was entered, and always with Windows 11's Administrator protection.
 * @param parent undefined if it has ended, or can't be examined
 * @returns the user's SID, undefined unless it is certain: a process that started later, or runs in another session,
 *   has merely reused the parent's id, and a service is no user at a desktop
 */
export function askingUser(
  own: ProcessOrigin,
  parent: (ProcessOrigin & { readonly userSid: string }) | undefined,
): string | undefined {
  if (parent === undefined) return undefined;
  if (parent.startedAt > own.startedAt || parent.sessionId !== own.sessionId) return undefined;
  return SERVICE_ACCOUNTS.has(parent.userSid) ? undefined : parent.userSid;
}
