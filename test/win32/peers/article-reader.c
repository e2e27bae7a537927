/* A client that knows only the article's protocol: it creates the mailslot, asks from time to time for the next
   message's size and reads it. Prints each message's text as UTF-8, one per line.
   Usage: article-reader SLOT COUNT SECONDS; exit code 0 once COUNT messages were read, 1 if they were not. */
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

int wmain(int argc, wchar_t **argv)
{
    if (argc != 4) return 87;
    int wanted = _wtoi(argv[2]);
    ULONGLONG deadline = GetTickCount64() + (ULONGLONG)_wtoi(argv[3]) * 1000;
    HANDLE slot = CreateMailslotW(argv[1], 0, MAILSLOT_WAIT_FOREVER, NULL);
    if (slot == INVALID_HANDLE_VALUE) return (int)GetLastError();
    while (wanted > 0 && GetTickCount64() < deadline) {
        DWORD size = 0, count = 0, read = 0;
        if (!GetMailslotInfo(slot, NULL, &size, &count, NULL)) return (int)GetLastError();
        if (size == MAILSLOT_NO_MESSAGE) {
            Sleep(20);
            continue;
        }
        wchar_t *text = calloc(1, size + sizeof(wchar_t));
        char utf8[8192];
        if (!ReadFile(slot, text, size, &read, NULL)) return (int)GetLastError();
        WideCharToMultiByte(CP_UTF8, 0, text, -1, utf8, sizeof utf8, NULL, NULL);
        printf("%s\n", utf8);
        fflush(stdout);
        free(text);
        wanted--;
    }
    CloseHandle(slot);
    return wanted > 0;
}
