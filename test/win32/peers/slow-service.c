/* A slow service: START_PENDING for 1.5 s with a checkpoint every 300 ms, STOP_PENDING for 1 s.
   Usage: slow-service [MS], the time between two checkpoints. If its name contains "Failing", it stops itself while
   starting, with ERROR_SERVICE_SPECIFIC_ERROR and 42. */
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>
#include <stdlib.h>
#include <wchar.h>

static SERVICE_STATUS_HANDLE handle;
static HANDLE stop_event;
static DWORD step = 300;
static DWORD wait_hint = 1000;

static void report(DWORD state, DWORD check_point, DWORD exit_code)
{
    SERVICE_STATUS status = {0};
    status.dwServiceType = SERVICE_WIN32_OWN_PROCESS;
    status.dwCurrentState = state;
    status.dwControlsAccepted = state == SERVICE_RUNNING ? SERVICE_ACCEPT_STOP : 0;
    status.dwWin32ExitCode = exit_code;
    status.dwServiceSpecificExitCode = exit_code ? 42 : 0;
    status.dwCheckPoint = check_point;
    status.dwWaitHint = check_point ? wait_hint : 0;
    SetServiceStatus(handle, &status);
}

static DWORD WINAPI handle_control(DWORD control, DWORD type, void *data, void *context)
{
    (void)type, (void)data, (void)context;
    if (control == SERVICE_CONTROL_INTERROGATE) return NO_ERROR;
    if (control != SERVICE_CONTROL_STOP) return ERROR_CALL_NOT_IMPLEMENTED;
    report(SERVICE_STOP_PENDING, 1, 0);
    SetEvent(stop_event);
    return NO_ERROR;
}

static void WINAPI service_main(DWORD argc, wchar_t **argv)
{
    (void)argc;
    stop_event = CreateEventW(NULL, TRUE, FALSE, NULL);
    handle = RegisterServiceCtrlHandlerExW(argv[0], handle_control, NULL);
    for (DWORD check_point = 1; check_point <= 5; check_point++) {
        report(SERVICE_START_PENDING, check_point, 0);
        Sleep(step);
    }
    if (wcsstr(argv[0], L"Failing")) {
        report(SERVICE_STOPPED, 0, ERROR_SERVICE_SPECIFIC_ERROR);
        return;
    }
    report(SERVICE_RUNNING, 0, 0);
    WaitForSingleObject(stop_event, INFINITE);
    Sleep(1000);
    report(SERVICE_STOPPED, 0, 0);
}

int wmain(int argc, wchar_t **argv)
{
    if (argc > 1) {
        step = (DWORD)_wtoi(argv[1]);
        wait_hint = 2 * step;
    }
    SERVICE_TABLE_ENTRYW table[] = {{L"", service_main}, {NULL, NULL}};
    return StartServiceCtrlDispatcherW(table) ? 0 : (int)GetLastError();
}
