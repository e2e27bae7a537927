/* Runs a program on a separate console with the code page CODE-PAGE, and writes the console's final text to FILE, in
   UTF-8, one line each.
   Usage: console-text FILE CODE-PAGE COMMAND-LINE; the exit code is the program's, or 255 if there is no console.
   When started this way, it makes a pseudo console and starts itself there with one more argument; that process
   reads. */
#ifndef UNICODE
#define UNICODE
#endif
#undef _WIN32_WINNT
#define _WIN32_WINNT 0x0A00
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

#define FAILED_EXIT 255
#define ROOM 8192
/* Missing from some versions of the headers. */
#define ATTRIBUTE_PSEUDOCONSOLE 0x00020016

typedef HRESULT (WINAPI *create_console)(COORD, HANDLE, HANDLE, DWORD, void **);
typedef void (WINAPI *close_console)(void *);

static DWORD run(wchar_t *command, STARTUPINFOW *startup, DWORD flags)
{
    PROCESS_INFORMATION process;
    DWORD code = FAILED_EXIT;
    if (!CreateProcessW(NULL, command, NULL, NULL, TRUE, flags, NULL, NULL, startup, &process)) return FAILED_EXIT;
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &code);
    return code;
}

static void write_line(FILE *file, const wchar_t *line, DWORD length)
{
    char bytes[ROOM];
    while (length > 0 && line[length - 1] == L' ') length--;
    int count = WideCharToMultiByte(CP_UTF8, 0, line, (int)length, bytes, ROOM, NULL, NULL);
    fwrite(bytes, 1, (size_t)count, file);
    fputc('\n', file);
}

static DWORD run_here(const wchar_t *name, UINT code_page, wchar_t *command)
{
    SECURITY_ATTRIBUTES inherited = { sizeof inherited, NULL, TRUE };
    HANDLE console = CreateFileW(L"CONOUT$", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                                 &inherited, OPEN_EXISTING, 0, NULL);
    STARTUPINFOW startup = { sizeof startup };
    startup.dwFlags = STARTF_USESTDHANDLES;
    startup.hStdOutput = startup.hStdError = console;
    CONSOLE_SCREEN_BUFFER_INFO screen;
    if (!SetConsoleOutputCP(code_page) || GetConsoleOutputCP() != code_page) return FAILED_EXIT;
    DWORD code = run(command, &startup, 0);
    FILE *file = _wfopen(name, L"wb");
    if (!file || !GetConsoleScreenBufferInfo(console, &screen)) return FAILED_EXIT;
    for (SHORT row = 0; row <= screen.dwCursorPosition.Y; row++) {
        wchar_t line[ROOM];
        COORD start = { 0, row };
        DWORD length = 0;
        ReadConsoleOutputCharacterW(console, line, (DWORD)screen.dwSize.X, start, &length);
        write_line(file, line, length);
    }
    fclose(file);
    return code;
}

static DWORD WINAPI drain(void *from)
{
    char bytes[ROOM];
    DWORD count;
    while (ReadFile(from, bytes, ROOM, &count, NULL) && count > 0);
    return 0;
}

static DWORD run_on_console(wchar_t *command)
{
    HMODULE kernel32 = GetModuleHandleW(L"kernel32.dll");
    create_console create = (create_console)(void *)GetProcAddress(kernel32, "CreatePseudoConsole");
    close_console close = (close_console)(void *)GetProcAddress(kernel32, "ClosePseudoConsole");
    HANDLE input, to_input, output, from_output;
    COORD size = { 200, 100 };
    void *console;
    SIZE_T bytes = 0;
    STARTUPINFOEXW startup = { { sizeof startup } };
    if (!create || !close) return FAILED_EXIT;
    if (!CreatePipe(&input, &to_input, NULL, 0) || !CreatePipe(&from_output, &output, NULL, 0)) return FAILED_EXIT;
    if (create(size, input, output, 0, &console) != S_OK) return FAILED_EXIT;
    CreateThread(NULL, 0, drain, from_output, 0, NULL);
    InitializeProcThreadAttributeList(NULL, 1, 0, &bytes);
    startup.lpAttributeList = malloc(bytes);
    if (!InitializeProcThreadAttributeList(startup.lpAttributeList, 1, 0, &bytes)) return FAILED_EXIT;
    if (!UpdateProcThreadAttribute(startup.lpAttributeList, 0, ATTRIBUTE_PSEUDOCONSOLE, console, sizeof console, NULL,
                                   NULL)) return FAILED_EXIT;
    /* No handles are passed on: those of this program are not a console. */
    startup.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
    DWORD code = run(command, &startup.StartupInfo, EXTENDED_STARTUPINFO_PRESENT);
    close(console);
    return code;
}

int wmain(int argc, wchar_t **argv)
{
    if (argc == 5) return (int)run_here(argv[1], (UINT)_wtoi(argv[2]), argv[3]);
    if (argc != 4) return FAILED_EXIT;
    wchar_t again[ROOM], own[MAX_PATH], quoted[ROOM];
    int at = 0;
    /* Escapes the quotation marks inside an argument. */
    for (const wchar_t *from = argv[3]; *from && at < ROOM - 2; from++) {
        if (*from == L'"') quoted[at++] = L'\\';
        quoted[at++] = *from;
    }
    quoted[at] = 0;
    GetModuleFileNameW(NULL, own, MAX_PATH);
    swprintf(again, ROOM, L"\"%ls\" \"%ls\" %ls \"%ls\" here", own, argv[1], argv[2], quoted);
    return (int)run_on_console(again);
}
