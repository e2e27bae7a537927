import koffi from './koffi.ts';
import type { NativeFunction } from './native.ts';

/** user32.dll: messages of windows. Pages as in kernel32.ts. */
const user32 = koffi.load('user32.dll');

/** winuser/nf-winuser-registerwindowmessagew: 0 on failure. */
export const RegisterWindowMessageW: NativeFunction<[string], number> = user32.func(
  'uint32 __stdcall RegisterWindowMessageW(str16 lpString)',
);
