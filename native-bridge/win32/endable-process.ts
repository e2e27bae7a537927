import type { EndableProcess } from '../bridge.ts';
import { dateOfFileTime } from '../process-information.ts';
import {
  CloseHandle,
  OpenProcess,
  PROCESS_QUERY_LIMITED_INFORMATION,
  PROCESS_TERMINATE,
  TerminateProcess,
} from './kernel32.ts';
import koffi from './koffi.ts';
import { check, isTrue, written, type KernelHandle, type NativeFunction, type Out } from './native.ts';
import { creationTime, hasExitCode } from './process.ts';
import { withDebugPrivilege } from './token.ts';
import { hasCriticalProcesses } from './wine.ts';

/** See {@link SystemBridge.openProcess}. */
export function openProcess(processId: number): EndableProcess {
  const handle = withDebugPrivilege(() => {
    const opened = OpenProcess(PROCESS_TERMINATE | PROCESS_QUERY_LIMITED_INFORMATION, 0, processId);
    check('OpenProcess', isTrue(opened));
    return opened;
  });
  return {
    get startedAt() {
      return dateOfFileTime(creationTime(handle));
    },
    get isCritical() {
      return hasCriticalProcesses && isProcessCritical(handle);
    },
    end(exitCode) {
      const isEnding = isTrue(TerminateProcess(handle, exitCode));
      // ERROR_ACCESS_DENIED also stands for a process that has ended already.
      check('TerminateProcess', isEnding || hasExitCode(handle));
    },
    [Symbol.dispose]() {
      CloseHandle(handle);
    },
  };
}

function isProcessCritical(handle: KernelHandle): boolean {
  // processthreadsapi/nf-processthreadsapi-isprocesscritical. Declared here, because Wine 10 does not have it.
  const IsProcessCritical: NativeFunction<[KernelHandle, Out<number>], number> = koffi
    .load('kernel32.dll')
    .func('int32 __stdcall IsProcessCritical(int64 hProcess, _Out_ int32 *Critical)');
  const isCritical: Out<number> = [null];
  check('IsProcessCritical', isTrue(IsProcessCritical(handle, isCritical)));
  return isTrue(written(isCritical));
}
