/*
 * Runs as Sigma.exe in a package that is made from a stand-in for Electron: owns the mailslot as Sigma does, and
 * appends each message unchanged to the file that SIGMA_STAND_IN_POSTS names. It runs until it is terminated.
 */
#include <windows.h>

#define POST_BYTES 0x10000

int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, WCHAR *command_line, int show) {
  (void)instance, (void)previous, (void)command_line, (void)show;
  static char post[POST_BYTES];
  static WCHAR path[MAX_PATH];
  DWORD length, written;
  HANDLE slot = CreateMailslotW(L"\\\\.\\mailslot\\sigmamain", POST_BYTES, MAILSLOT_WAIT_FOREVER, NULL);
  if (slot == INVALID_HANDLE_VALUE) return GetLastError();
  if (GetEnvironmentVariableW(L"SIGMA_STAND_IN_POSTS", path, MAX_PATH) == 0) return GetLastError();
  HANDLE file = CreateFileW(path, FILE_APPEND_DATA, FILE_SHARE_READ, NULL, CREATE_ALWAYS, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) return GetLastError();
  while (ReadFile(slot, post, sizeof post, &length, NULL)) WriteFile(file, post, length, &written, NULL);
  return GetLastError();
}
