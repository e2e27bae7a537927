/* A client that owns the mailslot and never reads: hung-client NAME SECONDS. Prints how many messages are waiting, at
   first and whenever the number changes. */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

int wmain(int argc, wchar_t **argv) {
    if (argc != 3) return 87;
    HANDLE server = CreateMailslotW(argv[1], 0, MAILSLOT_WAIT_FOREVER, NULL);
    if (server == INVALID_HANDLE_VALUE) return (int)GetLastError();
    ULONGLONG end = GetTickCount64() + 1000 * (ULONGLONG)_wtoi(argv[2]);
    DWORD printed = (DWORD)-1;
    while (GetTickCount64() < end) {
        DWORD waiting;
        if (!GetMailslotInfo(server, NULL, NULL, &waiting, NULL)) return (int)GetLastError();
        if (waiting != printed) {
            printf("waiting=%lu\n", waiting);
            fflush(stdout);
            printed = waiting;
        }
        Sleep(20);
    }
    ExitProcess(0);
}
