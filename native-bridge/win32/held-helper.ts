import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path/win32';
import { ERROR_INVALID_IMAGE_HASH } from '../../common/error-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { GENERIC_READ } from '../access-rights.ts';
import type { Helper } from '../bridge.ts';
import {
  CloseHandle,
  CreateFileW,
  FILE_ATTRIBUTE_NORMAL,
  FILE_SHARE_READ,
  INVALID_HANDLE_VALUE,
  OPEN_EXISTING,
} from './kernel32.ts';
import { check, type KernelHandle } from './native.ts';

const CHUNK_BYTES = 1024 * 1024;

/**
 * Holds the helper's files open, so that nobody can write, rename or delete them, and then looks whether they are what
 * was built. Whoever may change them could have anything run with administrator rights otherwise, also between the look
 * and the start. Blocks.
 * @returns what lets them go
 * @throws ERROR_INVALID_IMAGE_HASH if a file is another, or nobody says what it should be; ERROR_FILE_NOT_FOUND,
 *   ERROR_PATH_NOT_FOUND; ERROR_SHARING_VIOLATION while somebody has a file open for writing
 */
export function holdHelper({ executable, sha256 }: Helper): Disposable {
  const handles: KernelHandle[] = [];
  const letGo = (): void => {
    for (const handle of handles) CloseHandle(handle);
  };
  try {
    for (const name of new Set([basename(executable), ...Object.keys(sha256)])) {
      const path = join(dirname(executable), name);
      handles.push(openForReading(path));
      if (hashOf(path) !== sha256[name]) throw new Win32Error('holdHelper', ERROR_INVALID_IMAGE_HASH);
    }
  } catch (error) {
    letGo();
    throw error;
  }
  return { [Symbol.dispose]: letGo };
}

function openForReading(path: string): KernelHandle {
  const handle = CreateFileW(
    path,
    GENERIC_READ,
    FILE_SHARE_READ,
    null,
    OPEN_EXISTING,
    FILE_ATTRIBUTE_NORMAL,
    0,
  );
  check('CreateFileW', handle !== INVALID_HANDLE_VALUE);
  return handle;
}

function hashOf(path: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  const file = openSync(path, 'r');
  try {
    for (let bytes = readSync(file, chunk); bytes > 0; bytes = readSync(file, chunk)) {
      hash.update(chunk.subarray(0, bytes));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
