import { createHash } from 'node:crypto';
import ffi from 'node:ffi';
import { writeSync } from 'node:fs';
import { dirname, join, toNamespacedPath } from 'node:path';
import type koffiPackage from 'koffi';
import { ERROR_INVALID_IMAGE_HASH } from '../../common/win32-codes.ts';
import { GENERIC_READ } from '../access-control.ts';

/** The addon's hash, in hexadecimal; the build replaces this name. */
declare const ADDON_SHA256: string;

const STANDARD_ERROR = 2;
const FILE_SHARE_READ = 1;
const OPEN_EXISTING = 3;
const INVALID_HANDLE_VALUE = -1n;
const LOAD_LIBRARY_SEARCH_SYSTEM32 = 0x800;
/** The longest path on Windows, in UTF-16 units, including its NUL. */
const LONGEST_PATH = 32_768;
const CHUNK_BYTES = 1024 * 1024;
const OPEN_TRIES = 20;
const OPEN_RETRY_MS = 50;

/** The few functions needed before koffi is loaded, called by Node's own means. */
const { functions: kernel32 } = ffi.dlopen('kernel32.dll', {
  SetDefaultDllDirectories: { return: 'u32', arguments: ['u32'] },
  CreateFileW: { return: 'i64', arguments: ['buffer', 'u32', 'u32', 'u64', 'u32', 'u32', 'u64'] },
  GetFinalPathNameByHandleW: { return: 'u32', arguments: ['i64', 'buffer', 'u32', 'u32'] },
  ReadFile: { return: 'u32', arguments: ['i64', 'buffer', 'u32', 'buffer', 'u64'] },
  CloseHandle: { return: 'u32', arguments: ['i64'] },
});

/**
 * Loads koffi in a single executable, which has no node_modules: the addon lies beside the executable, and is never
 * unpacked into a temporary folder. The addon has koffi's whole interface; the package's JavaScript only finds it.
 *
 * Anyone who copies the executable, whose signature puts Sigma's publisher into the prompt, can put another addon
 * beside the copy. So only the addon with the hash stored in the executable is loaded. It is opened before it is read,
 * so nobody can write, move or delete it before it is loaded. And no library is searched for outside Windows' own
 * folder, not even one that is loaded later:
 * https://learn.microsoft.com/windows/win32/api/libloaderapi/nf-libloaderapi-setdefaultdlldirectories
 */
function loadAddon(): unknown {
  if (kernel32.SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32) === 0)
    refuse('SetDefaultDllDirectories failed');
  const path = join(dirname(process.execPath), 'koffi.node');
  const wide = Buffer.from(`${toNamespacedPath(path)}\0`, 'utf16le');
  const held = opened(wide);
  if (held === INVALID_HANDLE_VALUE) refuse(`${path} cannot be opened`);
  if (hashOf(held) !== ADDON_SHA256) refuse(`${path} is not the file that SigmaSrv was built with`);
  const addon: { exports: unknown } = { exports: {} };
  process.dlopen(addon, finalPathOf(held) ?? path);
  kernel32.CloseHandle(held);
  return addon.exports;
}

/**
 * Tries for a second, because a virus scanner may have the file open just when Windows starts, and the service with it.
 */
function opened(path: Buffer): bigint {
  for (let tries = 1; ; tries += 1) {
    const file = kernel32.CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, 0n, OPEN_EXISTING, 0, 0n);
    if (file !== INVALID_HANDLE_VALUE || tries === OPEN_TRIES) return file;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, OPEN_RETRY_MS);
  }
}

function hashOf(file: bigint): string | undefined {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  const bytesRead = Buffer.alloc(4);
  for (;;) {
    if (kernel32.ReadFile(file, chunk, chunk.byteLength, bytesRead, 0n) === 0) return undefined;
    const bytes = bytesRead.readUInt32LE();
    if (bytes === 0) return hash.digest('hex');
    hash.update(chunk.subarray(0, bytes));
  }
}

/** @returns the path without links, which could be redirected; undefined if Windows knows none */
function finalPathOf(file: bigint): string | undefined {
  const text = Buffer.alloc(2 * LONGEST_PATH);
  const length = kernel32.GetFinalPathNameByHandleW(file, text, LONGEST_PATH, 0);
  return length > 0 && length < LONGEST_PATH ? text.toString('utf16le', 0, 2 * length) : undefined;
}

/** Ends the process: without koffi, SigmaSrv can't do anything, and may not write a log. */
function refuse(why: string): never {
  try {
    // What console.error writes to a pipe may not have arrived when the process ends.
    writeSync(
      STANDARD_ERROR,
      `SigmaSrv cannot run: ${why} (${ERROR_INVALID_IMAGE_HASH}). Install Sigma again.\n`,
    );
  } catch {
    // A service has no standard error.
  }
  process.exit(ERROR_INVALID_IMAGE_HASH);
}

export default loadAddon() as typeof koffiPackage;
