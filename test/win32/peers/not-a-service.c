/* A program that the SCM can start but that never reaches the dispatcher. */
#include <windows.h>

int wmain(void)
{
    Sleep(120000);
    return 0;
}
