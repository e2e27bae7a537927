/* Kills a service's process as soon as the SCM reports a certain state and the process. Usage: kill-service NAME STATE
   SECONDS, with the value of a SERVICE_ state. Prints the process ID; the exit code is the Win32 error. */
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

static DWORD kill_process(DWORD process_id)
{
    HANDLE process = OpenProcess(PROCESS_TERMINATE, FALSE, process_id);
    if (!process || !TerminateProcess(process, 1)) return GetLastError();
    CloseHandle(process);
    printf("%lu\n", process_id);
    return 0;
}

int wmain(int argc, wchar_t **argv)
{
    if (argc != 4) return 87;
    DWORD wanted = (DWORD)_wtoi(argv[2]);
    ULONGLONG deadline = GetTickCount64() + (ULONGLONG)_wtoi(argv[3]) * 1000;
    SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);
    SC_HANDLE service = OpenServiceW(manager, argv[1], SERVICE_QUERY_STATUS);
    if (!service) return (int)GetLastError();
    while (GetTickCount64() < deadline) {
        SERVICE_STATUS_PROCESS status;
        DWORD needed;
        if (!QueryServiceStatusEx(service, SC_STATUS_PROCESS_INFO, (BYTE *)&status, sizeof status, &needed))
            return (int)GetLastError();
        if (status.dwCurrentState == wanted && status.dwProcessId) return (int)kill_process(status.dwProcessId);
        Sleep(1);
    }
    return WAIT_TIMEOUT;
}
