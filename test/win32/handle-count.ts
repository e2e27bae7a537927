import { GetCurrentProcess, GetProcessHandleCount } from '../../native-bridge/win32/kernel32.ts';
import { check, isTrue, written, type Out } from '../../native-bridge/win32/native.ts';

/** @returns how many handles this process has open, of whatever kind */
export function handleCount(): number {
  const count: Out<number> = [null];
  check('GetProcessHandleCount', isTrue(GetProcessHandleCount(GetCurrentProcess(), count)));
  return written(count);
}
