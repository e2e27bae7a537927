/* Stands in for an installer that gives up at once, as if another one were running. */
int wmain(void)
{
    return 0;
}
