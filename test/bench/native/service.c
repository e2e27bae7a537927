/* A service that does the same as SigmaSrv, as far as that can be measured: it reports RUNNING immediately, and posts a
   line of about the same length once a second to the mailslot that has the service's name. */
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>
#include <stdio.h>
#include <wchar.h>

static SERVICE_STATUS_HANDLE handle;
static HANDLE stop_event;

static void report(DWORD state)
{
    SERVICE_STATUS status = {0};
    status.dwServiceType = SERVICE_WIN32_OWN_PROCESS;
    status.dwCurrentState = state;
    status.dwControlsAccepted = state == SERVICE_RUNNING ? SERVICE_ACCEPT_STOP : 0;
    SetServiceStatus(handle, &status);
}

static DWORD WINAPI handle_control(DWORD control, DWORD type, void *data, void *context)
{
    (void)type, (void)data, (void)context;
    if (control == SERVICE_CONTROL_STOP) SetEvent(stop_event);
    return control == SERVICE_CONTROL_STOP || control == SERVICE_CONTROL_INTERROGATE
               ? NO_ERROR
               : ERROR_CALL_NOT_IMPLEMENTED;
}

static void post(const wchar_t *slot, int number)
{
    wchar_t text[256];
    DWORD written;
    HANDLE file = CreateFileW(slot, GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING,
                              FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE) return;
    int length = swprintf(text, 256, L"A service in C is running, up 0:00:00 | seq=%d %0100d", number, 0);
    WriteFile(file, text, (DWORD)(length + 1) * sizeof *text, &written, NULL);
    CloseHandle(file);
}

static void WINAPI service_main(DWORD argc, wchar_t **argv)
{
    wchar_t slot[300];
    (void)argc;
    stop_event = CreateEventW(NULL, TRUE, FALSE, NULL);
    handle = RegisterServiceCtrlHandlerExW(argv[0], handle_control, NULL);
    swprintf(slot, 300, L"\\\\.\\mailslot\\%ls", argv[0]);
    report(SERVICE_RUNNING);
    for (int number = 1; WaitForSingleObject(stop_event, 1000) == WAIT_TIMEOUT; number++) post(slot, number);
    report(SERVICE_STOPPED);
}

int wmain(void)
{
    SERVICE_TABLE_ENTRYW table[] = {{L"", service_main}, {NULL, NULL}};
    return StartServiceCtrlDispatcherW(table) ? 0 : (int)GetLastError();
}
