/* Stands in for UAC, which restarts an installer with administrator rights. Under Wine it has them from the start. */
#include "plugin.h"
#include <shlobj.h>

static int answer(WCHAR operation) {
  switch (operation) {
    case '2': /* UAC_IsAdmin */
      return IsUserAnAdmin();
    case '3': /* UAC_IsInnerInstance */
      return FALSE;
    default:
      return ERROR_NOT_SUPPORTED;
  }
}

/* in: the operation's number; with an "s" after it the answer goes to the stack, otherwise to $0 */
PLUGIN_FUNCTION(_) {
  UNUSED;
  WCHAR *operation = pop(stack, string_size), text[16];
  wsprintfW(text, L"%d", answer(operation[0]));
  if (operation[1] == 's') push(stack, string_size, text);
  else lstrcpynW(variables, text, string_size);
  GlobalFree(operation);
}
