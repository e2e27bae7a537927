/* Stands for an installer: writes its command line, in UTF-16, into a new file beside it whose name ends in .arguments,
   and stays for a while. Ends at once where that file is there already. */
#include <windows.h>
#include <stdio.h>

int wmain(void)
{
    wchar_t path[MAX_PATH + 16];
    DWORD length = GetModuleFileNameW(NULL, path, MAX_PATH);
    DWORD written;
    const wchar_t *line = GetCommandLineW();
    HANDLE file;

    if (length == 0 || length >= MAX_PATH) return 1;
    wcscat(path, L".arguments");
    file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL);
    if (file == INVALID_HANDLE_VALUE) return 2;
    WriteFile(file, line, (DWORD)(wcslen(line) * sizeof *line), &written, NULL);
    CloseHandle(file);
    Sleep(6000);
    return 0;
}
