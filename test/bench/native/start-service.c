/* Starts the service NAME, waits until it is RUNNING, stops it and waits until it is STOPPED.
   Prints {"startNs": from the call to StartService to RUNNING}. The exit code is the Win32 error. */
#ifndef UNICODE
#define UNICODE
#endif
#include "clock.h"
#include <stdio.h>

static int wait_for(SC_HANDLE service, DWORD state)
{
    SERVICE_STATUS status;
    for (;;) {
        if (!QueryServiceStatus(service, &status)) return 0;
        if (status.dwCurrentState == state) return 1;
        Sleep(1);
    }
}

int wmain(int argc, wchar_t **argv)
{
    SERVICE_STATUS status;
    if (argc != 2) return ERROR_INVALID_PARAMETER;
    SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);
    SC_HANDLE service = OpenServiceW(manager, argv[1], SERVICE_START | SERVICE_STOP | SERVICE_QUERY_STATUS);
    if (!service) return (int)GetLastError();
    unsigned long long begun = now_ns();
    if (!StartServiceW(service, 0, NULL) || !wait_for(service, SERVICE_RUNNING)) return (int)GetLastError();
    printf("{\"startNs\":%llu}\n", now_ns() - begun);
    if (!ControlService(service, SERVICE_CONTROL_STOP, &status) || !wait_for(service, SERVICE_STOPPED))
        return (int)GetLastError();
    return 0;
}
