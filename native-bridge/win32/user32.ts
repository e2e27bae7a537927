import koffi from 'koffi';
import type { Handle, NativeFunction, Out } from './native.ts';

/** user32.dll: whose desktop it is, and messages of windows. Pages as in kernel32.ts. */
const user32 = koffi.load('user32.dll');

type WindowHandle = Handle<'window'>;

/** winuser/nf-winuser-getshellwindow: 0 where there is no desktop. */
export const GetShellWindow: NativeFunction<[], WindowHandle> = user32.func(
  'int64 __stdcall GetShellWindow()',
);

/** winuser/nf-winuser-getwindowthreadprocessid: returns the thread's id, 0 without a window. */
export const GetWindowThreadProcessId: NativeFunction<[WindowHandle, Out<number>], number> = user32.func(
  'uint32 __stdcall GetWindowThreadProcessId(int64 hWnd, _Out_ uint32 *lpdwProcessId)',
);

/** winuser/nf-winuser-registerwindowmessagew: 0 on failure. */
export const RegisterWindowMessageW: NativeFunction<[string], number> = user32.func(
  'uint32 __stdcall RegisterWindowMessageW(str16 lpString)',
);
