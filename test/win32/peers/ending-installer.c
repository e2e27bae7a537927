/* Stands for an installer that gives up at once, as where another one is running. */
int wmain(void)
{
    return 0;
}
