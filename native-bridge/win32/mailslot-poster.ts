import {
  CloseHandle,
  CreateFileW,
  FILE_ATTRIBUTE_NORMAL,
  FILE_SHARE_READ,
  FILE_SHARE_WRITE,
  GENERIC_WRITE,
  INVALID_HANDLE_VALUE,
  OPEN_EXISTING,
  WriteFile,
} from './kernel32.ts';
import { callOnPool, isTrue, refuseNul } from './native.ts';

/**
 * Posts one message: open, write, close, each on a pool thread. The handle is not kept, because a slot that its
 * owner closes and creates anew would stay lost to a handle of before.
 *
 * The sharing mode is what the server needs (without FILE_SHARE_READ the open fails with 32) and what lets
 * several writers post at once.
 * @throws ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_INVALID_NAME
 */
export async function postToMailslot(name: string, message: Uint8Array): Promise<void> {
  refuseNul('CreateFileW', name);
  const handle = await callOnPool(
    'CreateFileW',
    CreateFileW,
    [name, GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, null, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, 0],
    (value) => value !== INVALID_HANDLE_VALUE,
  );
  try {
    await callOnPool(
      'WriteFile',
      WriteFile,
      [handle, message, message.byteLength, new Uint32Array(1), null],
      isTrue,
    );
  } finally {
    CloseHandle(handle);
  }
}
