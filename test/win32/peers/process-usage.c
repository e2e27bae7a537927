/* Prints what the system knows about a process: {"privateBytes", "handles", "threads", "cpuNs"}. The exit code is the
   Win32 error. Usage: process-usage PID, or process-usage NAME for the process of that executable whose parent runs
   another one. Private bytes are the committed pages that belong to the process alone, without its image's: Wine returns 0
   for the counters of another process. Handles are counted in the system-wide table for the same reason. */
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>
#include <winternl.h>
#include <tlhelp32.h>
#include <stdio.h>
#include <stdlib.h>

#define SYSTEM_EXTENDED_HANDLE_INFORMATION 64
#define STATUS_INFO_LENGTH_MISMATCH ((NTSTATUS)0xC0000004)

struct handle_entry {
    void *object;
    ULONG_PTR process, value;
    ULONG access;
    USHORT backtrace, type;
    ULONG attributes, reserved;
};
struct handle_table {
    ULONG_PTR count, reserved;
    struct handle_entry entries[];
};

static unsigned long long in_ns(FILETIME time)
{
    return (((unsigned long long)time.dwHighDateTime << 32) | time.dwLowDateTime) * 100;
}

static unsigned long long private_bytes(HANDLE process)
{
    unsigned long long sum = 0;
    MEMORY_BASIC_INFORMATION region;
    for (char *address = NULL; VirtualQueryEx(process, address, &region, sizeof region);
         address = (char *)region.BaseAddress + region.RegionSize)
        if (region.State == MEM_COMMIT && region.Type == MEM_PRIVATE) sum += region.RegionSize;
    return sum;
}

static unsigned long handle_count(DWORD process)
{
    ULONG size = 1 << 20, needed;
    struct handle_table *table = malloc(size);
    unsigned long count = 0;
    while (NtQuerySystemInformation(SYSTEM_EXTENDED_HANDLE_INFORMATION, table, size, &needed) ==
           STATUS_INFO_LENGTH_MISMATCH)
        table = realloc(table, size *= 2);
    for (ULONG_PTR index = 0; index < table->count; index++) count += table->entries[index].process == process;
    return count;
}

static BOOL find_process(DWORD id, PROCESSENTRY32W *found)
{
    HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
    BOOL more;
    found->dwSize = sizeof *found;
    for (more = Process32FirstW(snapshot, found); more && found->th32ProcessID != id;)
        more = Process32NextW(snapshot, found);
    CloseHandle(snapshot);
    return more;
}

static DWORD id_of(const wchar_t *name)
{
    HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
    PROCESSENTRY32W entry = {sizeof entry}, parent;
    DWORD id = 0;
    for (BOOL more = Process32FirstW(snapshot, &entry); more && id == 0; more = Process32NextW(snapshot, &entry)) {
        if (_wcsicmp(entry.szExeFile, name) != 0) continue;
        if (find_process(entry.th32ParentProcessID, &parent) && _wcsicmp(parent.szExeFile, name) == 0) continue;
        id = entry.th32ProcessID;
    }
    CloseHandle(snapshot);
    return id;
}

int wmain(int argc, wchar_t **argv)
{
    FILETIME created, ended, kernel, user;
    if (argc != 2) return ERROR_INVALID_PARAMETER;
    DWORD id = iswdigit(argv[1][0]) ? (DWORD)_wtoi(argv[1]) : id_of(argv[1]);
    PROCESSENTRY32W entry;
    HANDLE process = OpenProcess(PROCESS_QUERY_INFORMATION, FALSE, id);
    if (!process || !GetProcessTimes(process, &created, &ended, &kernel, &user)) return (int)GetLastError();
    if (!find_process(id, &entry)) return ERROR_NOT_FOUND;
    printf("{\"privateBytes\":%llu,\"handles\":%lu,\"threads\":%lu,\"cpuNs\":%llu}\n", private_bytes(process),
           handle_count(id), entry.cntThreads, in_ns(kernel) + in_ns(user));
    return 0;
}
