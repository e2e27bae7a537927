/* Makes the SCM start another program for a service, which Wine's sc.exe cannot do.
   Usage: change-image-path NAME IMAGE-PATH; the exit code is the Win32 error. */
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>

int wmain(int argc, wchar_t **argv)
{
    if (argc != 3) return 87;
    SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);
    SC_HANDLE service = OpenServiceW(manager, argv[1], SERVICE_CHANGE_CONFIG);
    if (!service) return (int)GetLastError();
    if (!ChangeServiceConfigW(service, SERVICE_NO_CHANGE, SERVICE_NO_CHANGE, SERVICE_NO_CHANGE, argv[2], NULL, NULL, NULL,
                              NULL, NULL, NULL))
        return (int)GetLastError();
    CloseServiceHandle(service);
    CloseServiceHandle(manager);
    return 0;
}
