/* Stands in for StdUtils, which reads the command line and starts programs as the desktop's user. */
#include "plugin.h"
#include <shellapi.h>
#include <wchar.h>

/* @returns what follows the name in /name, --name or --name=value; NULL for any other parameter */
static const WCHAR *match(const WCHAR *argument, const WCHAR *name) {
  int prefix = argument[0] == '/' ? 1 : wcsncmp(argument, L"--", 2) == 0 ? 2 : 0;
  size_t length = wcslen(name);
  if (prefix == 0 || _wcsnicmp(argument + prefix, name, length) != 0) return NULL;
  const WCHAR *rest = argument + prefix + length;
  return *rest == 0 || *rest == '=' ? rest : NULL;
}

PLUGIN_FUNCTION(TestParameter) {
  UNUSED;
  WCHAR *name = pop(stack, string_size);
  int count;
  WCHAR **arguments = CommandLineToArgvW(GetCommandLineW(), &count);
  BOOL found = FALSE;
  for (int i = 1; i < count && !found; i++) found = match(arguments[i], name) != NULL;
  push(stack, string_size, found ? L"true" : L"false");
  LocalFree(arguments);
  GlobalFree(name);
}

/* The command line after the program's own path. */
PLUGIN_FUNCTION(GetAllParameters) {
  UNUSED;
  GlobalFree(pop(stack, string_size));
  const WCHAR *rest = GetCommandLineW();
  for (BOOL quoted = FALSE; *rest != 0 && (quoted || *rest != ' '); rest++) quoted ^= *rest == '"';
  while (*rest == ' ') rest++;
  push(stack, string_size, rest);
}

PLUGIN_FUNCTION(GetParentPath) {
  UNUSED;
  WCHAR *path = pop(stack, string_size);
  WCHAR *last = wcsrchr(path, '\\');
  if (last != NULL) *last = 0;
  push(stack, string_size, path);
  GlobalFree(path);
}

/* On Windows an installer runs as administrator and the desktop does not; here both run as the same user. */
PLUGIN_FUNCTION(ExecShellAsUser) {
  UNUSED;
  WCHAR *parameters = pop(stack, string_size), *verb = pop(stack, string_size), *file = pop(stack, string_size);
  BOOL started = (INT_PTR)ShellExecuteW(NULL, verb, file, parameters, NULL, SW_SHOWNORMAL) > 32;
  push(stack, string_size, started ? L"ok" : L"error");
  GlobalFree(parameters);
  GlobalFree(verb);
  GlobalFree(file);
}
