import { ERROR_NONE_MAPPED } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { askingUser, type ProcessOrigin } from '../asking-user.ts';
import {
  CloseHandle,
  GetCurrentProcess,
  OpenProcess,
  PROCESS_QUERY_LIMITED_INFORMATION,
  ProcessIdToSessionId,
} from './kernel32.ts';
import { check, isTrue, written, type KernelHandle, type Out } from './native.ts';
import { userInText } from './security-descriptor.ts';
import { creationTime } from './process.ts';
import { processUserSid, withDebugPrivilege } from './token.ts';

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
  return withDebugPrivilege(() => {
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
  });
}

function origin(processId: number, handle: KernelHandle): ProcessOrigin {
  const sessionId: Out<number> = [null];
  check('ProcessIdToSessionId', isTrue(ProcessIdToSessionId(processId, sessionId)));
  return { startedAt: creationTime(handle), sessionId: written(sessionId) };
}
