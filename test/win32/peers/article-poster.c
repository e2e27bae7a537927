/* A service's side of the article's protocol: posts one text, UTF-16LE with its terminating NUL unless
   "without-nul" follows. Usage: article-poster SLOT TEXT [without-nul]; the exit code is the Win32 error. */
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>
#include <wchar.h>

int wmain(int argc, wchar_t **argv)
{
    if (argc < 3) return 87;
    DWORD characters = (DWORD)wcslen(argv[2]) + (argc > 3 ? 0 : 1);
    DWORD written = 0;
    HANDLE file = CreateFileW(argv[1], GENERIC_WRITE, FILE_SHARE_READ, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE) return (int)GetLastError();
    if (!WriteFile(file, argv[2], characters * sizeof(wchar_t), &written, NULL)) return (int)GetLastError();
    CloseHandle(file);
    return 0;
}
