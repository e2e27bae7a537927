/* A service whose name says how it behaves. It runs, stops, pauses and continues as it should, unless its name contains
   ExitCode    stops by itself with ERROR_ACCESS_DENIED
   OwnCode     stops by itself with ERROR_SERVICE_SPECIFIC_ERROR and 42
   Dies        ends its process without a word
   SlowStart   takes 3 s to start, with a check point every 300 ms
   StuckStart  never gets beyond its first check point
   StuckStop   accepts a stop, and never gets beyond its first check point
   Returns     accepts a stop, and runs again
   Deaf        accepts no control
   Stubborn    cannot be paused */
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>
#include <wchar.h>

static SERVICE_STATUS_HANDLE handle;
static HANDLE stop_event;
static const wchar_t *name;
static DWORD accepted;

static BOOL is(const wchar_t *behaviour)
{
    return wcsstr(name, behaviour) != NULL;
}

static void report(DWORD state, DWORD check_point, DWORD exit_code)
{
    SERVICE_STATUS status = {0};
    BOOL is_at_rest = state == SERVICE_RUNNING || state == SERVICE_PAUSED;
    status.dwServiceType = SERVICE_WIN32_OWN_PROCESS;
    status.dwCurrentState = state;
    status.dwControlsAccepted = is_at_rest ? accepted : 0;
    status.dwWin32ExitCode = exit_code;
    status.dwServiceSpecificExitCode = exit_code == ERROR_SERVICE_SPECIFIC_ERROR ? 42 : 0;
    status.dwCheckPoint = check_point;
    status.dwWaitHint = check_point ? 1000 : 0;
    SetServiceStatus(handle, &status);
}

static DWORD WINAPI handle_control(DWORD control, DWORD type, void *data, void *context)
{
    (void)type, (void)data, (void)context;
    switch (control) {
    case SERVICE_CONTROL_INTERROGATE:
        return NO_ERROR;
    case SERVICE_CONTROL_PAUSE:
        report(SERVICE_PAUSED, 0, 0);
        return NO_ERROR;
    case SERVICE_CONTROL_CONTINUE:
        report(SERVICE_RUNNING, 0, 0);
        return NO_ERROR;
    case SERVICE_CONTROL_STOP:
        report(SERVICE_STOP_PENDING, 1, 0);
        SetEvent(stop_event);
        return NO_ERROR;
    default:
        return ERROR_CALL_NOT_IMPLEMENTED;
    }
}

static void WINAPI service_main(DWORD argc, wchar_t **argv)
{
    (void)argc;
    name = argv[0];
    accepted = is(L"Deaf") ? 0 : SERVICE_ACCEPT_STOP;
    if (accepted && !is(L"Stubborn")) accepted |= SERVICE_ACCEPT_PAUSE_CONTINUE;
    stop_event = CreateEventW(NULL, FALSE, FALSE, NULL);
    handle = RegisterServiceCtrlHandlerExW(name, handle_control, NULL);
    report(SERVICE_START_PENDING, 1, 0);
    if (is(L"StuckStart")) Sleep(INFINITE);
    for (DWORD check_point = 2; is(L"SlowStart") && check_point <= 11; check_point++) {
        Sleep(300);
        report(SERVICE_START_PENDING, check_point, 0);
    }
    report(SERVICE_RUNNING, 0, 0);
    if (is(L"Dies")) {
        Sleep(300);
        ExitProcess(3);
    }
    if (is(L"ExitCode") || is(L"OwnCode")) {
        Sleep(300);
        report(SERVICE_STOPPED, 0, is(L"OwnCode") ? ERROR_SERVICE_SPECIFIC_ERROR : ERROR_ACCESS_DENIED);
        return;
    }
    for (;;) {
        WaitForSingleObject(stop_event, INFINITE);
        if (is(L"StuckStop")) Sleep(INFINITE);
        Sleep(300);
        if (!is(L"Returns")) break;
        report(SERVICE_RUNNING, 0, 0);
    }
    report(SERVICE_STOPPED, 0, 0);
}

int wmain(void)
{
    SERVICE_TABLE_ENTRYW table[] = {{L"", service_main}, {NULL, NULL}};
    return StartServiceCtrlDispatcherW(table) ? 0 : (int)GetLastError();
}
