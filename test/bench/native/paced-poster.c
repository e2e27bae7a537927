/* Posts RATE well-formed status messages a second for SECONDS, evenly, through one handle.
   Usage: paced-poster SLOT RATE SECONDS; prints how many it posted; the exit code is the Win32 error. */
#ifndef UNICODE
#define UNICODE
#endif
#include "clock.h"
#include <stdio.h>
#include <stdlib.h>

#define LONGEST 256

static BOOL post(HANDLE slot, unsigned long long number)
{
    wchar_t message[LONGEST];
    SYSTEMTIME now;
    DWORD written;
    GetSystemTime(&now);
    int length = swprintf(message, LONGEST,
                          L"A flood is running | seq=%llu at=%04u-%02u-%02uT%02u:%02u:%02u.%03uZ state=running pid=%lu "
                          L"up=%llu mem=1048576",
                          number, now.wYear, now.wMonth, now.wDay, now.wHour, now.wMinute, now.wSecond,
                          now.wMilliseconds, GetCurrentProcessId(), number / 10000);
    return WriteFile(slot, message, (DWORD)((length + 1) * sizeof(wchar_t)), &written, NULL);
}

int wmain(int argc, wchar_t **argv)
{
    if (argc != 4) return ERROR_INVALID_PARAMETER;
    double rate = _wtof(argv[2]), seconds = _wtof(argv[3]);
    HANDLE slot = CreateFileW(argv[1], GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING,
                              FILE_ATTRIBUTE_NORMAL, NULL);
    if (slot == INVALID_HANDLE_VALUE) return (int)GetLastError();
    unsigned long long start = now_ns(), posted = 0;
    for (double elapsed = 0; elapsed < seconds; elapsed = (double)(now_ns() - start) / 1e9) {
        while ((double)posted < elapsed * rate)
            if (!post(slot, ++posted)) return (int)GetLastError();
        Sleep(2);
    }
    printf("%llu\n", posted);
    return 0;
}
