/* The clock of Node's process.hrtime(), the same in every process: the performance counter, in nanoseconds. */
#include <windows.h>

static unsigned long long now_ns(void)
{
    LARGE_INTEGER counter, frequency;
    QueryPerformanceCounter(&counter);
    QueryPerformanceFrequency(&frequency);
    return (unsigned long long)((double)counter.QuadPart * 1e9 / (double)frequency.QuadPart);
}
