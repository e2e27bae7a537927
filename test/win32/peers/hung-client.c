/* A client that owns the mailslot and never reads: hung-client NAME SECONDS. Fills the slot first, as far as the
 * system lets it. Prints "hung" once nothing more goes in. */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

/* Where the system has no bound, this is full enough. */
#define MESSAGES 2000

static const wchar_t *name;
static volatile LONG written = 0;

static DWORD WINAPI fill(void *unused) {
    static char message[4096];
    (void)unused;
    for (int i = 0; i < MESSAGES; i++) {
        DWORD count;
        HANDLE slot = CreateFileW(name, GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING,
                                  FILE_ATTRIBUTE_NORMAL, NULL);
        if (slot == INVALID_HANDLE_VALUE) return 1;
        WriteFile(slot, message, sizeof message, &count, NULL);
        CloseHandle(slot);
        InterlockedIncrement(&written);
    }
    return 0;
}

int wmain(int argc, wchar_t **argv) {
    if (argc != 3) return 87;
    name = argv[1];
    HANDLE server = CreateMailslotW(name, 0, MAILSLOT_WAIT_FOREVER, NULL);
    if (server == INVALID_HANDLE_VALUE) return (int)GetLastError();
    HANDLE filler = CreateThread(NULL, 0, fill, NULL, 0, NULL);
    LONG before = -1;
    while (WaitForSingleObject(filler, 500) == WAIT_TIMEOUT && written != before) before = written;
    printf("hung\n");
    fflush(stdout);
    Sleep(1000 * (DWORD)_wtoi(argv[2]));
    ExitProcess(0);
}
