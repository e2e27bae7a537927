/* Stands in for an installer: writes its command line and its environment variables, in UTF-16 and one per line, to a
   new file beside it whose name ends in .told, and keeps running for a while. */
#include <windows.h>

static void tell(HANDLE file, const wchar_t *text)
{
    DWORD written;
    WriteFile(file, text, (DWORD)(wcslen(text) * sizeof *text), &written, NULL);
    WriteFile(file, L"\n", sizeof *text, &written, NULL);
}

int wmain(void)
{
    wchar_t path[MAX_PATH + 16];
    DWORD length = GetModuleFileNameW(NULL, path, MAX_PATH);
    const wchar_t *variable = GetEnvironmentStringsW();
    HANDLE file;

    if (length == 0 || length >= MAX_PATH) return 1;
    wcscat(path, L".told");
    file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL);
    if (file == INVALID_HANDLE_VALUE) return 2;
    tell(file, GetCommandLineW());
    for (; *variable; variable += wcslen(variable) + 1) tell(file, variable);
    CloseHandle(file);
    Sleep(6000);
    return 0;
}
