/*
 * NSIS' interface to its plug-ins, as far as the stand-ins need it. https://nsis.sourceforge.io/Examples/Plugin
 *
 * electron-builder publishes its own plug-ins only on github.com. A stand-in has the name of one of them and does the
 * same with Windows' own functions, so the real template runs with it. No stand-in ever ships.
 */
#define UNICODE
#define COBJMACROS
#include <windows.h>

/* NSIS' stack, whose top is the first element. The text has string_size characters. */
typedef struct element {
  struct element *next;
  WCHAR text[1];
} element;

#define PLUGIN_FUNCTION(name) \
  __declspec(dllexport) void __cdecl name(HWND window, int string_size, WCHAR *variables, element **stack, void *extra)

/* The unused ones are part of the interface. */
#define UNUSED ((void)window, (void)string_size, (void)variables, (void)stack, (void)extra)

/* @returns the topmost text, to be freed by GlobalFree; NULL if the stack is empty */
static inline WCHAR *pop(element **stack, int string_size) {
  element *top = *stack;
  if (top == NULL) return NULL;
  WCHAR *text = GlobalAlloc(GPTR, (string_size + 1) * sizeof(WCHAR));
  lstrcpynW(text, top->text, string_size);
  *stack = top->next;
  GlobalFree(top);
  return text;
}

static inline void push(element **stack, int string_size, const WCHAR *text) {
  element *top = GlobalAlloc(GPTR, sizeof(element) + string_size * sizeof(WCHAR));
  lstrcpynW(top->text, text, string_size);
  top->next = *stack;
  *stack = top;
}
