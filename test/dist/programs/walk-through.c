/*
 * Walks through an installer or uninstaller as a user does, and prints what its pages show.
 *
 *   walk-through TITLE PROGRAM [BOX...]
 *
 * Starts the program, and presses the default button of each page in the windows whose titles begin with TITLE, until
 * there are no more. Before that it toggles each check box whose text is given as BOX. Prints the texts of each page,
 * with a check box's state in front of its text. Exit code: the program's own, which is meaningless for an uninstaller,
 * or a Win32 error.
 */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

/* A separate desktop: nothing covers the windows there, and Wine checks again whether it can draw them. */
#define DESKTOP L"installer"
#define TIMEOUT_MS 90000
#define POLL_MS 50
/* A press can get lost while a page is still being built, so it is repeated after this time. */
#define PRESS_AGAIN_MS 5000
#define PAGE_CHARACTERS 8192

static const WCHAR *wanted_title;
static WCHAR **boxes;
static int box_count;

static BOOL is_check_box(HWND control) {
  LONG type = GetWindowLongW(control, GWL_STYLE) & BS_TYPEMASK;
  WCHAR class_name[16];
  GetClassNameW(control, class_name, 16);
  return wcscmp(class_name, L"Button") == 0 && (type == BS_AUTOCHECKBOX || type == BS_CHECKBOX);
}

/* A control with a picture has the picture's number as its "text". */
static BOOL has_text(HWND control) {
  LONG type = GetWindowLongW(control, GWL_STYLE) & SS_TYPEMASK;
  WCHAR class_name[16];
  GetClassNameW(control, class_name, 16);
  return wcscmp(class_name, L"Static") != 0 || (type != SS_ICON && type != SS_BITMAP);
}

static void read_text(HWND window, WCHAR *text, int characters) {
  DWORD_PTR copied = 0;
  text[0] = 0;
  SendMessageTimeoutW(window, WM_GETTEXT, characters, (LPARAM)text, SMTO_ABORTIFHUNG, 1000, &copied);
  if (copied == 0) text[0] = 0;
}

static BOOL CALLBACK find_window(HWND window, LPARAM result) {
  WCHAR class_name[16], title[256];
  GetClassNameW(window, class_name, 16);
  if (wcscmp(class_name, L"#32770") != 0 || !IsWindowVisible(window)) return TRUE;
  read_text(window, title, 256);
  if (wcsncmp(title, wanted_title, wcslen(wanted_title)) != 0) return TRUE;
  *(HWND *)result = window;
  return FALSE;
}

/* @returns the topmost window, such as a question in front of the page */
static HWND current_window(void) {
  HWND window = NULL;
  EnumWindows(find_window, (LPARAM)&window);
  return window;
}

static BOOL CALLBACK add_text(HWND control, LPARAM result) {
  WCHAR text[1024], *page = (WCHAR *)result;
  if (!IsWindowVisible(control) || !has_text(control)) return TRUE;
  read_text(control, text, 1024);
  if (text[0] == 0 || wcslen(page) + wcslen(text) + 8 > PAGE_CHARACTERS) return TRUE;
  if (is_check_box(control)) wcscat(page, SendMessageW(control, BM_GETCHECK, 0, 0) ? L"[x] " : L"[ ] ");
  wcscat(wcscat(page, text), L"\n");
  return TRUE;
}

static BOOL CALLBACK turn_over_if_wanted(HWND control, LPARAM unused) {
  WCHAR text[1024];
  (void)unused;
  if (!IsWindowVisible(control) || !is_check_box(control)) return TRUE;
  read_text(control, text, 1024);
  for (int i = 0; i < box_count; i++) {
    if (boxes[i] == NULL || wcscmp(boxes[i], text) != 0) continue;
    boxes[i] = NULL;
    SendMessageW(control, BM_SETCHECK, !SendMessageW(control, BM_GETCHECK, 0, 0), 0);
    WPARAM clicked = MAKEWPARAM(GetDlgCtrlID(control), BN_CLICKED);
    SendMessageW(GetParent(control), WM_COMMAND, clicked, (LPARAM)control);
  }
  return TRUE;
}

static void print(const WCHAR *text) {
  static char bytes[4 * PAGE_CHARACTERS];
  WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
  printf("%s\n", bytes);
  fflush(stdout);
}

/* @returns whether the button was there and could be pressed */
static BOOL press_default_button(HWND window) {
  HWND button = GetDlgItem(window, IDOK);
  if (button == NULL || !IsWindowVisible(button) || !IsWindowEnabled(button)) return FALSE;
  EnumChildWindows(window, turn_over_if_wanted, 0);
  static WCHAR page[PAGE_CHARACTERS];
  page[0] = 0;
  EnumChildWindows(window, add_text, (LPARAM)page);
  print(page);
  PostMessageW(window, WM_COMMAND, MAKEWPARAM(IDOK, BN_CLICKED), (LPARAM)button);
  return TRUE;
}

/* @returns whether the window's texts differ from those of the last call */
static BOOL has_changed(HWND window) {
  static WCHAR before[PAGE_CHARACTERS], now[PAGE_CHARACTERS];
  now[0] = 0;
  EnumChildWindows(window, add_text, (LPARAM)now);
  BOOL changed = wcscmp(before, now) != 0;
  wcscpy(before, now);
  return changed;
}

/* @returns whether at least one page was dismissed and then no window was left, in time */
static BOOL walk_through(HANDLE process) {
  BOOL has_pressed = FALSE, is_pressed = FALSE;
  int pressed_at = 0;
  for (int waited = 0; waited < TIMEOUT_MS; waited += POLL_MS) {
    Sleep(POLL_MS);
    HWND window = current_window();
    if (window == NULL) {
      /* An uninstaller's process starts a copy of itself and ends before the first window appears. */
      if (has_pressed && WaitForSingleObject(process, 0) == WAIT_OBJECT_0) return TRUE;
    } else if (has_changed(window)) {
      is_pressed = FALSE;
    } else if (is_pressed && waited - pressed_at < PRESS_AGAIN_MS) {
      continue;
    } else if (press_default_button(window)) {
      has_pressed = is_pressed = TRUE;
      pressed_at = waited;
      /* A toggled check box does not make a new page. */
      has_changed(window);
    }
  }
  return FALSE;
}

int wmain(int count, WCHAR **arguments) {
  if (count < 3) return ERROR_INVALID_PARAMETER;
  wanted_title = arguments[1];
  boxes = arguments + 3;
  box_count = count - 3;
  STARTUPINFOW startup = {.cb = sizeof startup, .lpDesktop = DESKTOP};
  PROCESS_INFORMATION process;
  DWORD code = 0;
  if (!SetThreadDesktop(CreateDesktopW(DESKTOP, NULL, NULL, 0, GENERIC_ALL, NULL))) return GetLastError();
  if (!CreateProcessW(NULL, arguments[2], NULL, NULL, FALSE, 0, NULL, NULL, &startup, &process)) return GetLastError();
  if (!walk_through(process.hProcess)) {
    TerminateProcess(process.hProcess, ERROR_TIMEOUT);
    return ERROR_TIMEOUT;
  }
  GetExitCodeProcess(process.hProcess, &code);
  return code;
}
