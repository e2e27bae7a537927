/* Asks the system itself what Explorer shows of an executable: version information, icon and certificates.
   Prints them as UTF-8, one "name=value" per line; the icon's lines are "icon SIZE=SIZE-GOT colour IN-THE-MIDDLE".
   Usage: executable-details FILE; exit code 0 or the Win32 error. */
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>
#include <imagehlp.h>
#include <stdio.h>
#include <stdlib.h>

static const wchar_t *const NAMES[] = {
    L"CompanyName", L"FileDescription", L"FileVersion", L"InternalName", L"LegalCopyright",
    L"OriginalFilename", L"ProductName", L"ProductVersion", L"Comments",
};
static const int SIZES[] = { 16, 20, 24, 32, 40, 48, 64, 256 };

static void print_pair(const wchar_t *name, const wchar_t *value)
{
    char utf8[1024];
    wchar_t line[512];
    _snwprintf(line, 511, L"%ls=%ls", name, value);
    line[511] = 0;
    WideCharToMultiByte(CP_UTF8, 0, line, -1, utf8, sizeof utf8, NULL, NULL);
    printf("%s\n", utf8);
}

static DWORD print_version(const wchar_t *file)
{
    DWORD unused, size = GetFileVersionInfoSizeW(file, &unused);
    void *block = malloc(size + 1);
    struct { WORD language, code_page; } *translation;
    VS_FIXEDFILEINFO *fixed;
    UINT length;
    if (size == 0 || !GetFileVersionInfoW(file, 0, size, block)) return GetLastError();
    if (!VerQueryValueW(block, L"\\", (void **)&fixed, &length)) return GetLastError();
    printf("file version=%u.%u.%u.%u\n", HIWORD(fixed->dwFileVersionMS), LOWORD(fixed->dwFileVersionMS),
           HIWORD(fixed->dwFileVersionLS), LOWORD(fixed->dwFileVersionLS));
    if (!VerQueryValueW(block, L"\\VarFileInfo\\Translation", (void **)&translation, &length))
        return GetLastError();
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        wchar_t path[128], *value;
        _snwprintf(path, 128, L"\\StringFileInfo\\%04x%04x\\%ls", translation->language,
                   translation->code_page, NAMES[i]);
        if (VerQueryValueW(block, path, (void **)&value, &length)) print_pair(NAMES[i], value);
    }
    free(block);
    return 0;
}

static DWORD print_icon(const wchar_t *file, int size)
{
    HICON icon = NULL;
    UINT id;
    ICONINFO info;
    BITMAP bitmap;
    HDC screen = CreateCompatibleDC(NULL);
    if (PrivateExtractIconsW(file, 0, size, size, &icon, &id, 1, LR_DEFAULTCOLOR) != 1) return GetLastError();
    if (!GetIconInfo(icon, &info)) return GetLastError();
    if (!GetObjectW(info.hbmColor, sizeof bitmap, &bitmap)) return GetLastError();
    BITMAPINFO format = { .bmiHeader = { sizeof(BITMAPINFOHEADER), bitmap.bmWidth, -bitmap.bmHeight, 1, 32 } };
    DWORD *pixels = malloc(sizeof(DWORD) * bitmap.bmWidth * bitmap.bmHeight);
    if (!GetDIBits(screen, info.hbmColor, 0, bitmap.bmHeight, pixels, &format, DIB_RGB_COLORS))
        return GetLastError();
    printf("icon %d=%ld colour %06lx\n", size, bitmap.bmWidth,
           pixels[bitmap.bmWidth * (bitmap.bmHeight / 4) + bitmap.bmWidth / 2] & 0xffffff);
    free(pixels);
    DeleteObject(info.hbmColor);
    DeleteObject(info.hbmMask);
    DestroyIcon(icon);
    DeleteDC(screen);
    return 0;
}

static BOOL CALLBACK count_group(HMODULE module, LPCWSTR type, LPWSTR name, LONG_PTR count)
{
    (void)module, (void)type, (void)name;
    ++*(int *)count;
    return TRUE;
}

/* Prints how many icon groups there are, and how many pictures the first has: the third number in its resource. */
static DWORD print_groups(const wchar_t *file)
{
    int groups = 0;
    HMODULE module = LoadLibraryExW(file, NULL, LOAD_LIBRARY_AS_DATAFILE);
    if (module == NULL) return GetLastError();
    EnumResourceNamesW(module, RT_GROUP_ICON, count_group, (LONG_PTR)&groups);
    HRSRC found = FindResourceW(module, MAKEINTRESOURCEW(1), RT_GROUP_ICON);
    if (found == NULL) return GetLastError();
    const WORD *group = LockResource(LoadResource(module, found));
    printf("icon groups=%d\npictures=%d\n", groups, group[2]);
    FreeLibrary(module);
    return 0;
}

static DWORD print_certificates(const wchar_t *file)
{
    DWORD count = 0;
    HANDLE handle = CreateFileW(file, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    if (handle == INVALID_HANDLE_VALUE) return GetLastError();
    if (!ImageEnumerateCertificates(handle, CERT_SECTION_TYPE_ANY, &count, NULL, 0)) return GetLastError();
    CloseHandle(handle);
    printf("certificates=%lu\n", count);
    return 0;
}

int wmain(int argc, wchar_t **argv)
{
    if (argc != 2) return ERROR_INVALID_PARAMETER;
    DWORD error = print_version(argv[1]);
    if (error == 0) error = print_groups(argv[1]);
    for (size_t i = 0; error == 0 && i < sizeof SIZES / sizeof *SIZES; i++) error = print_icon(argv[1], SIZES[i]);
    return (int)(error != 0 ? error : print_certificates(argv[1]));
}
