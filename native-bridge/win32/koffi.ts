import koffi from 'koffi';

/**
 * The size of the stacks that koffi uses for asynchronous calls, in bytes. The default is 128 KiB, but RPC, COM and the
 * hooks of security software run on them, and were written for the 1 MiB of a thread.
 * https://koffi.dev/misc
 */
const ASYNC_STACK_BYTES = 512 * 1024;

// Must be set before a library is loaded, on each thread. So koffi must always be imported from this file.
koffi.config({ async_stack_size: ASYNC_STACK_BYTES });

export default koffi;
