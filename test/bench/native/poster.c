/* Posts COUNT messages of BYTES bytes (at least 42), each beginning with the time of its post in 20 digits.
   GAP is the pause between two messages in milliseconds: the mailslot is then opened, written and closed for each
   message, as the article's service does. With a GAP of 0 all messages go through one handle, as fast as it takes them.
   Usage: poster SLOT COUNT BYTES GAP; the exit code is the Win32 error. */
#ifndef UNICODE
#define UNICODE
#endif
#include "clock.h"
#include <stdio.h>
#include <stdlib.h>

static HANDLE open_slot(const wchar_t *name)
{
    return CreateFileW(name, GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING,
                       FILE_ATTRIBUTE_NORMAL, NULL);
}

int wmain(int argc, wchar_t **argv)
{
    if (argc != 5) return ERROR_INVALID_PARAMETER;
    int count = _wtoi(argv[2]), gap = _wtoi(argv[4]);
    DWORD bytes = (DWORD)_wtoi(argv[3]), written;
    wchar_t *message = calloc(1, bytes + 64 * sizeof(wchar_t));
    HANDLE slot = gap ? INVALID_HANDLE_VALUE : open_slot(argv[1]);
    for (int index = 0; index < count; index++) {
        if (gap) Sleep((DWORD)gap);
        swprintf(message, 21, L"%020llu", now_ns());
        if (gap) slot = open_slot(argv[1]);
        if (slot == INVALID_HANDLE_VALUE || !WriteFile(slot, message, bytes, &written, NULL))
            return (int)GetLastError();
        if (gap) CloseHandle(slot);
    }
    return 0;
}
