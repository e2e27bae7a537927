/* Posts each named file's bytes as one message, whatever they are, REPEAT times round.
   Usage: raw-poster SLOT REPEAT FILE...; the exit code is the Win32 error. */
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

static DWORD post(const wchar_t *slot, const wchar_t *name)
{
    static char bytes[1 << 17];
    FILE *source = _wfopen(name, L"rb");
    if (!source) return ERROR_FILE_NOT_FOUND;
    DWORD length = (DWORD)fread(bytes, 1, sizeof bytes, source), written = 0, result = 0;
    fclose(source);
    HANDLE file = CreateFileW(slot, GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING,
                              FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE) return GetLastError();
    if (!WriteFile(file, bytes, length, &written, NULL)) result = GetLastError();
    CloseHandle(file);
    return result;
}

int wmain(int argc, wchar_t **argv)
{
    if (argc < 4) return 87;
    for (int round = _wtoi(argv[2]); round > 0; round--) {
        for (int index = 3; index < argc; index++) {
            DWORD result = post(argv[1], argv[index]);
            if (result != 0) return (int)result;
        }
    }
    return 0;
}
