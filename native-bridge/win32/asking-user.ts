import { ERROR_NONE_MAPPED } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { askingUser, type ProcessOrigin } from '../asking-user.ts';
import { AdjustTokenPrivileges, OpenProcessToken, TOKEN_ADJUST_PRIVILEGES } from './advapi32.ts';
import {
  CloseHandle,
  GetCurrentProcess,
  GetProcessTimes,
  OpenProcess,
  PROCESS_QUERY_LIMITED_INFORMATION,
  ProcessIdToSessionId,
} from './kernel32.ts';
import { check, isTrue, written, type KernelHandle, type Out } from './native.ts';
import { userInText } from './security-descriptor.ts';
import { processUserSid } from './token.ts';

/** SeDebugPrivilege: administrators have it, disabled, and need it to open other users' processes. */
const SE_DEBUG_PRIVILEGE = 20;
const SE_PRIVILEGE_ENABLED = 2;

/** See {@link SystemBridge.askingUser}. */
export function win32AskingUser(): Promise<string> {
  return Promise.resolve().then(() => userInText(askingUserSid()));
}

/**
 * @param parentId of this process, which Node reads from a snapshot of all processes, without needing rights
 * @returns the SID of the user whose process requested this one, in its string form; see {@link askingUser}
 * @throws ERROR_NONE_MAPPED if Windows does not tell for certain who that is
 */
export function askingUserSid(parentId: number = process.ppid): string {
  const user = askingUser(origin(process.pid, GetCurrentProcess()), parentOrigin(parentId));
  if (user === undefined) throw new Win32Error('OpenProcessToken', ERROR_NONE_MAPPED);
  return user;
}

function parentOrigin(id: number): (ProcessOrigin & { readonly userSid: string }) | undefined {
  setDebugPrivilege(SE_PRIVILEGE_ENABLED);
  try {
    const parent = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, 0, id);
    if (parent === 0) return undefined;
    try {
      return { ...origin(id, parent), userSid: processUserSid(parent) };
    } catch (error) {
      if (error instanceof Win32Error) return undefined;
      throw error;
    } finally {
      CloseHandle(parent);
    }
  } finally {
    setDebugPrivilege(0);
  }
}

function origin(processId: number, handle: KernelHandle): ProcessOrigin {
  const created = new BigUint64Array(1);
  const ignored = new BigUint64Array(1);
  check('GetProcessTimes', isTrue(GetProcessTimes(handle, created, ignored, ignored, ignored)));
  const sessionId: Out<number> = [null];
  check('ProcessIdToSessionId', isTrue(ProcessIdToSessionId(processId, sessionId)));
  return { startedAt: created[0] ?? 0n, sessionId: written(sessionId) };
}

/** Without administrator rights there is no such privilege, and nothing changes. */
function setDebugPrivilege(attributes: number): void {
  const token: Out<KernelHandle> = [null];
  check('OpenProcessToken', isTrue(OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES, token)));
  // TOKEN_PRIVILEGES: one LUID, in two halves, and its attributes.
  AdjustTokenPrivileges(
    written(token),
    0,
    new Uint32Array([1, SE_DEBUG_PRIVILEGE, 0, attributes]),
    0,
    null,
    null,
  );
  CloseHandle(written(token));
}
