/* Posts each named file's bytes as one message, whatever they are, for REPEAT rounds, or for that many seconds if
   REPEAT ends in `s`. Opens the slot again for each round, or keeps it open if REPEAT ends in `k`, which also means
   seconds.
   Usage: raw-poster SLOT REPEAT FILE...; the exit code is the Win32 error. */
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

#define LONGEST (1 << 17)

struct message {
    char *bytes;
    DWORD length;
};

static BOOL load(const wchar_t *name, struct message *message)
{
    FILE *source = _wfopen(name, L"rb");
    if (!source) return FALSE;
    message->bytes = malloc(LONGEST);
    message->length = (DWORD)fread(message->bytes, 1, LONGEST, source);
    fclose(source);
    return TRUE;
}

/* Opens the slot if `*file` is not open. */
static DWORD post_all(const wchar_t *slot, HANDLE *file, const struct message *messages, int count)
{
    DWORD written;
    if (*file == INVALID_HANDLE_VALUE)
        *file = CreateFileW(slot, GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING,
                            FILE_ATTRIBUTE_NORMAL, NULL);
    if (*file == INVALID_HANDLE_VALUE) return GetLastError();
    for (int index = 0; index < count; index++)
        if (!WriteFile(*file, messages[index].bytes, messages[index].length, &written, NULL)) return GetLastError();
    return 0;
}

int wmain(int argc, wchar_t **argv)
{
    if (argc < 4) return ERROR_INVALID_PARAMETER;
    int count = argc - 3;
    struct message *messages = calloc(count, sizeof *messages);
    for (int index = 0; index < count; index++)
        if (!load(argv[3 + index], &messages[index])) return ERROR_FILE_NOT_FOUND;
    int is_kept = wcschr(argv[2], L'k') != NULL;
    int is_seconds = is_kept || wcschr(argv[2], L's') != NULL;
    HANDLE file = INVALID_HANDLE_VALUE;
    ULONGLONG end = GetTickCount64() + (ULONGLONG)_wtoi(argv[2]) * 1000;
    for (int round = _wtoi(argv[2]); is_seconds ? GetTickCount64() < end : round > 0; round--) {
        DWORD result = post_all(argv[1], &file, messages, count);
        if (result != 0) return (int)result;
        if (!is_kept) {
            CloseHandle(file);
            file = INVALID_HANDLE_VALUE;
        }
    }
    return 0;
}
