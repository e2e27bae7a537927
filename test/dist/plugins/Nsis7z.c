/* Stands in for Nsis7z, which extracts an archive into $OUTDIR and reports no failure. Here 7za.exe extracts it. */
#include "plugin.h"
#include <wchar.h>

PLUGIN_FUNCTION(Extract) {
  UNUSED;
  static WCHAR command[4096];
  WCHAR *archive = pop(stack, string_size);
  swprintf(command, 4096, L"\"" ARCHIVER L"\" x -y \"%ls\"", archive);
  STARTUPINFOW startup = {.cb = sizeof startup};
  PROCESS_INFORMATION process;
  if (CreateProcessW(NULL, command, NULL, NULL, FALSE, CREATE_NO_WINDOW, NULL, NULL, &startup, &process)) {
    WaitForSingleObject(process.hProcess, INFINITE);
    CloseHandle(process.hThread);
    CloseHandle(process.hProcess);
  }
  GlobalFree(archive);
}
