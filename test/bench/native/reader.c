/* Owns the mailslot and reads COUNT messages from poster. WAY is
   safe: asks for the next message's size first and reads it into a buffer that fits, so no message is ever cut off;
     if there is none, waits for it in ReadFile;
   blocking: reads into a large buffer, again and again.
   Prints "ready" once the slot exists, and at the end {"drainNs": from the first post to the last read,
   "delayNs": [from each message's post to its read]}.
   Usage: reader SLOT COUNT safe|blocking; the exit code is the Win32 error. */
#ifndef UNICODE
#define UNICODE
#endif
#include "clock.h"
#include <stdio.h>
#include <stdlib.h>

#define LARGEST 65536

int wmain(int argc, wchar_t **argv)
{
    if (argc != 4) return ERROR_INVALID_PARAMETER;
    int count = _wtoi(argv[2]), is_safe = argv[3][0] == L's';
    unsigned long long *delays = calloc((size_t)count, sizeof *delays), first = 0, last = 0;
    wchar_t *large = malloc(LARGEST);
    HANDLE slot = CreateMailslotW(argv[1], 0, MAILSLOT_WAIT_FOREVER, NULL);
    if (slot == INVALID_HANDLE_VALUE) return (int)GetLastError();
    printf("ready\n");
    fflush(stdout);
    for (int index = 0; index < count; index++) {
        DWORD size = LARGEST, next = MAILSLOT_NO_MESSAGE, read = 0;
        wchar_t *text = large;
        if (is_safe) {
            if (!GetMailslotInfo(slot, NULL, &next, NULL, NULL)) return (int)GetLastError();
            if (next != MAILSLOT_NO_MESSAGE) text = malloc(size = next);
        }
        if (!ReadFile(slot, text, size, &read, NULL)) return (int)GetLastError();
        last = now_ns();
        unsigned long long posted = _wcstoui64(text, NULL, 10);
        if (index == 0) first = posted;
        delays[index] = last - posted;
        if (text != large) free(text);
    }
    printf("{\"drainNs\":%llu,\"delayNs\":[", last - first);
    for (int index = 0; index < count; index++) printf(index ? ",%llu" : "%llu", delays[index]);
    printf("]}\n");
    return 0;
}
