/*
 * Stands in for WinShell, which gives a shortcut its AppUserModelID and takes shortcuts off the taskbar. Wine has no
 * taskbar to take them off, and its IShellLink keeps no properties: what Windows would add to the file is added here.
 */
#include <stddef.h>
#include "plugin.h"

#define VT_LPWSTR 31
#define PROPERTY_STORE_SIGNATURE 0xa0000009
#define STORAGE_VERSION 0x53505331

/* [MS-SHLLINK] 2.5.7, containing [MS-PROPSTORE] 2.2 with one value; the text follows. */
#pragma pack(push, 1)
typedef struct {
  DWORD block_size, signature;
  DWORD storage_size, version;
  GUID format;
  DWORD value_size, property;
  BYTE reserved;
  DWORD type, characters;
} property_block;
#pragma pack(pop)

/* System.AppUserModel.ID: this format, and property 5. */
static const GUID APP_USER_MODEL = {0x9f4c2855, 0x9f79, 0x4b39, {0xa8, 0xd0, 0xe1, 0xd4, 0x2d, 0xe1, 0xd5, 0xf3}};

/* Overwrites the file's terminating block, which has size 0, with the property, and terminates the file again. */
static void add_property(HANDLE file, const WCHAR *id) {
  DWORD characters = lstrlenW(id) + 1, text_size = (characters * sizeof(WCHAR) + 3) & ~3, zeros[3] = {0}, written;
  property_block block = {.signature = PROPERTY_STORE_SIGNATURE, .version = STORAGE_VERSION, .format = APP_USER_MODEL};
  block.property = 5;
  block.type = VT_LPWSTR;
  block.characters = characters;
  block.value_size = sizeof block - offsetof(property_block, value_size) + text_size;
  block.storage_size = offsetof(property_block, value_size) - offsetof(property_block, storage_size) + block.value_size + 4;
  block.block_size = offsetof(property_block, storage_size) + block.storage_size + 4;
  SetFilePointer(file, -(LONG)sizeof(DWORD), NULL, FILE_END);
  WriteFile(file, &block, sizeof block, &written, NULL);
  WriteFile(file, id, characters * sizeof(WCHAR), &written, NULL);
  WriteFile(file, zeros, text_size - characters * sizeof(WCHAR), &written, NULL);
  /* Terminates the storage, the store and the file. */
  WriteFile(file, zeros, sizeof zeros, &written, NULL);
}

PLUGIN_FUNCTION(SetLnkAUMI) {
  UNUSED;
  WCHAR *link = pop(stack, string_size), *id = pop(stack, string_size);
  HANDLE file = CreateFileW(link, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
  if (file != INVALID_HANDLE_VALUE) {
    add_property(file, id);
    CloseHandle(file);
  }
  GlobalFree(link);
  GlobalFree(id);
}

PLUGIN_FUNCTION(UninstAppUserModelId) {
  UNUSED;
  GlobalFree(pop(stack, string_size));
}

PLUGIN_FUNCTION(UninstShortcut) {
  UNUSED;
  GlobalFree(pop(stack, string_size));
}
